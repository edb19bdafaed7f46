package io.weft.api.serialization;

import java.util.Objects;
import java.util.Optional;

/** Whether a new serializer can go on where an old one stopped. Immutable. */
public final class TypeSerializerSchemaCompatibility<T> {

    private enum Type {
        AS_IS,
        AFTER_MIGRATION,
        WITH_RECONFIGURED_SERIALIZER,
        INCOMPATIBLE
    }

    private final Type type;
    private final TypeSerializer<T> reconfigured;
    private final String reason;

    private TypeSerializerSchemaCompatibility(Type type, TypeSerializer<T> reconfigured, String reason) {
        this.type = type;
        this.reconfigured = reconfigured;
        this.reason = reason;
    }

    /** The new serializer reads what the old one wrote. */
    public static <T> TypeSerializerSchemaCompatibility<T> compatibleAsIs() {
        return new TypeSerializerSchemaCompatibility<>(Type.AS_IS, null, null);
    }

    /** Values have to be read with the serializer that the old snapshot restores, and written with the new one. */
    public static <T> TypeSerializerSchemaCompatibility<T> compatibleAfterMigration() {
        return new TypeSerializerSchemaCompatibility<>(Type.AFTER_MIGRATION, null, null);
    }

    /** The new serializer can't read what the old one wrote, but the given one can; it is used in its place. */
    public static <T> TypeSerializerSchemaCompatibility<T> compatibleWithReconfiguredSerializer(
            TypeSerializer<T> reconfiguredSerializer) {
        return new TypeSerializerSchemaCompatibility<>(
                Type.WITH_RECONFIGURED_SERIALIZER,
                Objects.requireNonNull(reconfiguredSerializer, "reconfiguredSerializer"),
                null);
    }

    /** What the old serializer wrote is lost to the new one. */
    public static <T> TypeSerializerSchemaCompatibility<T> incompatible() {
        return new TypeSerializerSchemaCompatibility<>(Type.INCOMPATIBLE, null, null);
    }

    /** As {@link #incompatible()}; the reason is a sentence for people, which names class, field and both types. */
    public static <T> TypeSerializerSchemaCompatibility<T> incompatible(String reason) {
        return new TypeSerializerSchemaCompatibility<>(Type.INCOMPATIBLE, null, Objects.requireNonNull(reason));
    }

    public boolean isCompatibleAsIs() {
        return type == Type.AS_IS;
    }

    public boolean isCompatibleAfterMigration() {
        return type == Type.AFTER_MIGRATION;
    }

    public boolean isCompatibleWithReconfiguredSerializer() {
        return type == Type.WITH_RECONFIGURED_SERIALIZER;
    }

    public boolean isIncompatible() {
        return type == Type.INCOMPATIBLE;
    }

    /**
     * The serializer to use in place of the new one.
     *
     * @throws IllegalStateException unless {@link #isCompatibleWithReconfiguredSerializer()}
     */
    public TypeSerializer<T> getReconfiguredSerializer() {
        if (reconfigured == null) {
            throw new IllegalStateException("There is a reconfigured serializer only if that is needed: " + this);
        }
        return reconfigured;
    }

    /** Why it is incompatible, if that is known. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    @Override
    public String toString() {
        return type + (reason == null ? "" : ": " + reason);
    }
}
