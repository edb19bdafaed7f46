package io.weft.api.serialization.composite;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.MutableSerializer;
import io.weft.api.serialization.NestingSerializer;
import io.weft.api.serialization.NullTaking;
import io.weft.api.serialization.ScopedSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serializes any value: before each stands a var int that tells its class. 0 is null. {@link WellKnown} classes have numbers. Others are
 * named: {@link #INLINE} is followed by the name, {@link #DEFINE} too and gives the name the next number of the scope, counted from
 * {@link #FIRST_REFERENCE}, under which it is known from then on. Names are only given numbers if someone starts scopes; else each
 * value stands for itself, so that values can be read in any order.
 */
public final class DynamicSerializer extends MutableSerializer<Object> implements ScopedSerializer, NullTaking {

    static final int NULL = 0;
    static final int INLINE = 1;
    static final int DEFINE = 2;
    static final int FIRST_REFERENCE = 96;

    private final ClassSerializers classes;
    private final transient IdentityHashMap<Class<?>, ClassEntry> byClass = new IdentityHashMap<>();
    private final transient Map<String, ClassEntry> byName = new HashMap<>();
    /** The classes with names that this and those that share it have met; duplicates do, and those inside of such a class. */
    private transient Set<Class<?>> met;
    /** If another, which shares what was met, has met the class that this is inside of. */
    private transient boolean inner;

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
        this(classes, List.of());
    }

    /** @param met before, by a serializer whose values this one reads */
    DynamicSerializer(ClassSerializers classes, Collection<Class<?>> met) {
        this(classes, ConcurrentHashMap.newKeySet(), false);
        this.met.addAll(met);
    }

    private DynamicSerializer(ClassSerializers classes, Set<Class<?>> met, boolean inner) {
        this.classes = Objects.requireNonNull(classes, "classes");
        this.met = met;
        this.inner = inner;
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
            entry = named(type.getName(), classes.serializerFor(type));
            met.add(type);
        }
        byClass.put(type, entry);
        return entry;
    }

    private ClassEntry named(String name, TypeSerializer<?> serializer) {
        adopt(serializer);
        if (scoped) {
            ScopedSerializer.startScope(serializer);
        }
        return new ClassEntry(INLINE, name, serializer);
    }

    /** Makes the dynamic serializers inside of a class that was met share what is met. */
    private void adopt(TypeSerializer<?> serializer) {
        if (serializer instanceof DynamicSerializer nested) {
            nested.met = met;
            nested.inner = true;
        } else if (serializer instanceof NestingSerializer nesting) {
            nesting.nestedSerializers().forEach(this::adopt);
        }
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
        ClassEntry entry = entry(source.readText());
        if (tag == DEFINE) {
            readInScope.add(entry);
        }
        return entry;
    }

    private ClassEntry entry(String name) throws IOException {
        ClassEntry known = byName.get(name);
        if (known == null) {
            Optional<TypeSerializer<?>> restored = classes.restored(name);
            known = restored.isPresent() ? named(name, restored.get()) : entry(load(name));
            byName.put(name, known);
        }
        return known;
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
        return new DynamicSerializer(classes, met, inner);
    }

    @Override
    public TypeSerializerSnapshot<Object> snapshotConfiguration() {
        Map<String, TypeSerializerSnapshot<?>> snapshots = new TreeMap<>();
        if (!inner) {
            for (Class<?> type : met) {
                snapshots.put(type.getName(), entry(type).serializer.snapshotConfiguration());
            }
        }
        return new DynamicSnapshot(classes, inner, snapshots);
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
