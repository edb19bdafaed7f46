package io.weft.api.serialization;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Tells what becomes of values out of what becomes of their parts. Owned by one thread. */
public final class NestedCompatibility<T> {

    private final List<Part> parts = new ArrayList<>();
    private boolean migrate;
    private boolean reconfigure;
    private String reason;

    private record Part(TypeSerializerSnapshot<?> snapshot, TypeSerializerSchemaCompatibility<?> compatibility) {
        TypeSerializer<?> serializer() {
            return compatibility.isCompatibleWithReconfiguredSerializer()
                    ? compatibility.getReconfiguredSerializer()
                    : snapshot.restoreSerializer();
        }
    }

    /** What to say where the types have nothing to do with each other. */
    public static <T> TypeSerializerSchemaCompatibility<T> otherType(
            TypeSerializerSnapshot<?> now, TypeSerializerSnapshot<?> old) {
        return TypeSerializerSchemaCompatibility.incompatible("values were of type " + DescriptiveSnapshot.describe(old)
                + " and are of type " + DescriptiveSnapshot.describe(now) + " now");
    }

    /**
     * A part that values have now and had before.
     *
     * @param where the part is, for people
     */
    @SuppressWarnings("unchecked") // a snapshot refuses one that is not of its kind
    public void add(String where, TypeSerializerSnapshot<?> now, TypeSerializerSnapshot<?> old) {
        TypeSerializerSchemaCompatibility<?> compatibility =
                ((TypeSerializerSnapshot<Object>) now).resolveSchemaCompatibility((TypeSerializerSnapshot<Object>) old);
        parts.add(new Part(now, compatibility));
        migrate |= compatibility.isCompatibleAfterMigration();
        reconfigure |= compatibility.isCompatibleWithReconfiguredSerializer();
        if (compatibility.isIncompatible()) {
            refuse(where + ": "
                    + compatibility
                            .reason()
                            .orElseGet(() -> NestedCompatibility.otherType(now, old)
                                    .reason()
                                    .orElseThrow()));
        }
    }

    /** Says that values are laid out in another way than before. */
    public void migrate() {
        migrate = true;
    }

    /** Says that values of before are lost; the first reason counts. */
    public void refuse(String why) {
        reason = reason == null ? why : reason;
    }

    /**
     * What becomes of the whole.
     *
     * @param rebuild makes the whole's serializer out of its parts', in the order in which they were added
     */
    public TypeSerializerSchemaCompatibility<T> result(Function<List<TypeSerializer<?>>, TypeSerializer<T>> rebuild) {
        if (reason != null) {
            return TypeSerializerSchemaCompatibility.incompatible(reason);
        }
        if (migrate) {
            return TypeSerializerSchemaCompatibility.compatibleAfterMigration();
        }
        if (!reconfigure) {
            return TypeSerializerSchemaCompatibility.compatibleAsIs();
        }
        List<TypeSerializer<?>> serializers = new ArrayList<>();
        parts.forEach(part -> serializers.add(part.serializer()));
        return TypeSerializerSchemaCompatibility.compatibleWithReconfiguredSerializer(rebuild.apply(serializers));
    }
}
