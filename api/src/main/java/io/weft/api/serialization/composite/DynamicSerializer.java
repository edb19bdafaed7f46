package io.weft.api.serialization.composite;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.ScopedSerializer;
import io.weft.api.serialization.TypeSerializer;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/**
 * Serializes any value: before each stands a var int that tells its class. 0 is null. {@link WellKnown} classes have numbers. Others are
 * named: {@link #INLINE} is followed by the name, {@link #DEFINE} too and gives the name the next number of the scope, counted from
 * {@link #FIRST_REFERENCE}, under which it is known from then on. Names are only given numbers if someone starts scopes; else each
 * value stands for itself, so that values can be read in any order.
 */
public final class DynamicSerializer extends MutableSerializer<Object> implements ScopedSerializer {

    static final int NULL = 0;
    static final int INLINE = 1;
    static final int DEFINE = 2;
    static final int FIRST_REFERENCE = 96;

    private final ClassSerializers classes;
    private final transient IdentityHashMap<Class<?>, ClassEntry> byClass = new IdentityHashMap<>();
    private final transient WellKnown wellKnown = new WellKnown(this);
    private final transient List<ClassEntry> readInScope = new ArrayList<>();
    private transient boolean scoped;
    private transient int scope;
    private transient int writtenInScope;

    /** A class that was met: how it is told, and how its values are serialized. */
    static final class ClassEntry {
        final int tag;
        final String name;
        final TypeSerializer<Object> serializer;
        private int scope = -1;
        private int reference;

        @SuppressWarnings("unchecked") // it is only given values of its class
        ClassEntry(int tag, String name, TypeSerializer<?> serializer) {
            this.tag = tag;
            this.name = name;
            this.serializer = (TypeSerializer<Object>) serializer;
        }
    }

    public DynamicSerializer(ClassSerializers classes) {
        this.classes = Objects.requireNonNull(classes, "classes");
    }

    @Override
    public void startScope() {
        scoped = true;
        scope++;
        writtenInScope = 0;
        readInScope.clear();
        for (ClassEntry entry : byClass.values()) {
            if (entry.name != null) {
                ScopedSerializer.startScope(entry.serializer);
            }
        }
    }

    private ClassEntry entry(Object value) {
        Class<?> type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        return entry(type);
    }

    private ClassEntry entry(Class<?> type) {
        ClassEntry known = byClass.get(type);
        if (known != null) {
            return known;
        }
        ClassEntry entry = wellKnown.forClass(type);
        if (entry == null) {
            entry = new ClassEntry(INLINE, type.getName(), classes.serializerFor(type));
            if (scoped) {
                ScopedSerializer.startScope(entry.serializer);
            }
        }
        byClass.put(type, entry);
        return entry;
    }

    private void writeClass(ClassEntry entry, DataOutputView target) throws IOException {
        if (entry.name == null) {
            target.writeVarInt(entry.tag);
        } else if (!scoped) {
            target.writeVarInt(INLINE);
            target.writeText(entry.name);
        } else if (entry.scope == scope) {
            target.writeVarInt(entry.reference);
        } else {
            entry.scope = scope;
            entry.reference = FIRST_REFERENCE + writtenInScope++;
            target.writeVarInt(DEFINE);
            target.writeText(entry.name);
        }
    }

    private ClassEntry readClass(int tag, DataInputView source) throws IOException {
        if (tag >= FIRST_REFERENCE) {
            int index = tag - FIRST_REFERENCE;
            if (index >= readInScope.size()) {
                throw new IOException(
                        "Corrupt data: class " + index + " of a scope of " + readInScope.size() + " classes");
            }
            return readInScope.get(index);
        }
        if (tag != INLINE && tag != DEFINE) {
            return wellKnown.forTag(tag);
        }
        ClassEntry entry = entry(load(source.readText()));
        if (tag == DEFINE) {
            readInScope.add(entry);
        }
        return entry;
    }

    private static Class<?> load(String name) throws IOException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            return Class.forName(name, false, loader == null ? DynamicSerializer.class.getClassLoader() : loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IOException(
                    "A value of the class " + name
                            + " can't be read, because the class is not to be found: is it in the job's jar?",
                    e);
        }
    }

    @Override
    public void serialize(Object record, DataOutputView target) throws IOException {
        if (record == null) {
            target.writeVarInt(NULL);
            return;
        }
        ClassEntry entry = entry(record);
        writeClass(entry, target);
        entry.serializer.serialize(record, target);
    }

    @Override
    public Object deserialize(DataInputView source) throws IOException {
        int tag = source.readVarInt();
        return tag == NULL ? null : readClass(tag, source).serializer.deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int tag = source.readVarInt();
        if (tag == NULL) {
            target.writeVarInt(NULL);
            return;
        }
        ClassEntry entry = readClass(tag, source);
        writeClass(entry, target);
        entry.serializer.copy(source, target);
    }

    @Override
    public Object copy(Object from) {
        return from == null ? null : entry(from).serializer.copy(from);
    }

    @Override
    public Object createInstance() {
        return null;
    }

    @Override
    public TypeSerializer<Object> duplicate() {
        return new DynamicSerializer(classes);
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof DynamicSerializer that && classes.equals(that.classes);
    }

    @Override
    public int hashCode() {
        return DynamicSerializer.class.hashCode();
    }

    private Object readResolve() throws ObjectStreamException {
        return new DynamicSerializer(classes);
    }
}
