package io.weft.api.serialization.struct;

import io.weft.api.serialization.ClassReference;
import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.DescriptiveSnapshot;
import io.weft.api.serialization.NestedCompatibility;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSchemaCompatibility;
import io.weft.api.serialization.TypeSerializerSnapshot;
import io.weft.api.serialization.struct.StructLayout.Kind;
import io.weft.api.serialization.struct.StructLayout.StructField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The snapshot of a serializer of tuples, POJOs or records: the class and its fields with their snapshots.
 *
 * <p>Fields of POJOs and records may be added, removed and put into another order, and a POJO may become a record or the other way round.
 * Fields are known by their names. One that was added has the value that the POJO's constructor gives it; in a record 0, false, null or,
 * for an {@code Optional}, nothing.
 */
public final class StructSnapshot<T> implements DescriptiveSnapshot<T> {

    private static final int VERSION = 1;
    private static final String SUBCLASSES = "(subclasses)";

    private Kind kind;
    private ClassReference type;
    private final List<OldField> fields = new ArrayList<>();
    private TypeSerializerSnapshot<?> subclasses;

    /** For reading. */
    public StructSnapshot() {}

    StructSnapshot(StructLayout<T> layout) {
        kind = layout.kind();
        type = ClassReference.of(layout.type());
        for (int i = 0; i < layout.fields().size(); i++) {
            StructField field = layout.fields().get(i);
            fields.add(new OldField(
                    field.name(), layout.isNullable(i), field.serializer().snapshotConfiguration()));
        }
        subclasses = layout.subclasses() == null ? null : layout.subclasses().snapshotConfiguration();
    }

    /**
     * A field as it was written.
     *
     * @param nullable if it has a bit that says that it is null
     */
    record OldField(String name, boolean nullable, TypeSerializerSnapshot<?> snapshot) {}

    @Override
    public String typeName() {
        return type.name();
    }

    @Override
    public Map<String, TypeSerializerSnapshot<?>> parts() {
        Map<String, TypeSerializerSnapshot<?>> parts = new LinkedHashMap<>();
        fields.forEach(field -> parts.put(field.name(), field.snapshot()));
        boolean hasSubclasses = subclasses instanceof DescriptiveSnapshot<?> dynamic
                && !dynamic.parts().isEmpty();
        if (hasSubclasses) {
            parts.put(SUBCLASSES, subclasses);
        }
        return parts;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeText(kind.name());
        type.write(out);
        out.writeVarInt(fields.size());
        for (OldField field : fields) {
            out.writeText(field.name());
            out.writeBoolean(field.nullable());
            TypeSerializerSnapshot.writeVersionedSnapshot(out, field.snapshot());
        }
        out.writeBoolean(subclasses != null);
        if (subclasses != null) {
            TypeSerializerSnapshot.writeVersionedSnapshot(out, subclasses);
        }
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        kind = Kind.valueOf(in.readText());
        type = ClassReference.read(in, userCodeClassLoader);
        for (int i = in.readVarInt(); i > 0; i--) {
            String name = in.readText();
            boolean nullable = in.readBoolean();
            fields.add(new OldField(
                    name, nullable, TypeSerializerSnapshot.readVersionedSnapshot(in, userCodeClassLoader)));
        }
        subclasses = in.readBoolean() ? TypeSerializerSnapshot.readVersionedSnapshot(in, userCodeClassLoader) : null;
    }

    @SuppressWarnings("unchecked") // it has the name of the values' class
    private Optional<Class<T>> findClass() {
        return type.find().map(found -> (Class<T>) found);
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        Optional<Class<T>> found = findClass();
        if (found.isPresent() && isLaidOutAs(found.get())) {
            List<StructField> restored = new ArrayList<>();
            fields.forEach(field ->
                    restored.add(new StructField(field.name(), field.snapshot().restoreSerializer())));
            return Serializers.struct(new StructLayout<>(found.get(), kind, restored, restoreSubclasses()));
        }
        return new OldStructSerializer<>(kind, fields, restoreSubclasses(), StructEvolution.of(found, names()));
    }

    @SuppressWarnings("unchecked") // it reads whatever there is
    private TypeSerializer<Object> restoreSubclasses() {
        return subclasses == null ? null : (TypeSerializer<Object>) subclasses.restoreSerializer();
    }

    private List<String> names() {
        return fields.stream().map(OldField::name).toList();
    }

    private boolean isLaidOutAs(Class<T> now) {
        if (kind == Kind.TUPLE) {
            return true;
        }
        if (kind != StructEvolution.kindOf(now) || !names().equals(StructEvolution.fieldNames(now))) {
            return false;
        }
        return fields.stream()
                .allMatch(field -> field.nullable()
                        != StructAccess.field(now, field.name()).getType().isPrimitive());
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        if (!(oldSerializerSnapshot instanceof StructSnapshot<T> old)
                || (kind == Kind.TUPLE) != (old.kind == Kind.TUPLE)) {
            return NestedCompatibility.otherType(this, oldSerializerSnapshot);
        }
        if (old.findClass().isEmpty()) {
            return TypeSerializerSchemaCompatibility.incompatible("values were of the class " + old.typeName()
                    + ", which is not to be found, and are of the class "
                    + typeName() + " now; if it was renamed, say so: state.class-renames: " + old.typeName() + ":"
                    + typeName());
        }
        if (!old.type.isSameClassAs(type)) {
            return NestedCompatibility.otherType(this, old);
        }
        return kind == Kind.TUPLE ? resolveTuple(old) : resolveByName(old);
    }

    private TypeSerializerSchemaCompatibility<T> resolveTuple(StructSnapshot<T> old) {
        NestedCompatibility<T> nested = new NestedCompatibility<>();
        for (int i = 0; i < fields.size(); i++) {
            nested.add(
                    where(fields.get(i)),
                    fields.get(i).snapshot(),
                    old.fields.get(i).snapshot());
        }
        return nested.result(this::rebuilt);
    }

    private TypeSerializerSchemaCompatibility<T> resolveByName(StructSnapshot<T> old) {
        Map<String, OldField> before = new LinkedHashMap<>();
        old.fields.forEach(field -> before.put(field.name(), field));
        NestedCompatibility<T> nested = new NestedCompatibility<>();
        if (kind != old.kind || !names().equals(old.names())) {
            nested.migrate();
        }
        for (OldField field : fields) {
            OldField was = before.get(field.name());
            if (was == null) {
                continue;
            }
            nested.add(where(field), field.snapshot(), was.snapshot());
            if (field.nullable() != was.nullable()) {
                nested.migrate();
            }
        }
        resolveSubclasses(old, nested);
        return nested.result(this::rebuilt);
    }

    private void resolveSubclasses(StructSnapshot<T> old, NestedCompatibility<T> nested) {
        if (subclasses != null && old.subclasses != null) {
            nested.add("subclasses of " + typeName(), subclasses, old.subclasses);
        } else if (old.parts().containsKey(SUBCLASSES)) {
            nested.refuse("there are values of subclasses of " + typeName() + ", which can have none now: "
                    + DescriptiveSnapshot.describe(old.subclasses));
        }
    }

    private String where(OldField field) {
        return "field " + field.name() + " of " + typeName();
    }

    /** Only called if nothing has to migrate: then all fields were there before, and the subclasses, if any, come last. */
    @SuppressWarnings("unchecked") // the serializer of subclasses serializes anything
    private TypeSerializer<T> rebuilt(List<TypeSerializer<?>> serializers) {
        List<StructField> structFields = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            structFields.add(new StructField(fields.get(i).name(), serializers.get(i)));
        }
        boolean both = serializers.size() > fields.size();
        TypeSerializer<Object> ofSubclasses =
                both ? (TypeSerializer<Object>) serializers.get(fields.size()) : restoreSubclasses();
        return Serializers.struct(new StructLayout<>(findClass().orElseThrow(), kind, structFields, ofSubclasses));
    }
}
