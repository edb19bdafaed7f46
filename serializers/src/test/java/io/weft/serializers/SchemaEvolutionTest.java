package io.weft.serializers;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.config.SerializerConfigImpl;
import io.weft.api.data.Row;
import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.DescriptiveSnapshot;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import io.weft.api.tuple.Tuple2;
import io.weft.api.types.DynamicTypeInfo;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random classes, each in two versions; values of the first are read by a program that has the second. */
class SchemaEvolutionTest {

    private static final int PROGRAMS = 60;
    private static final List<Program> ALL = new ArrayList<>();
    private static CompiledClasses before;
    private static CompiledClasses after;

    /** What holds other what: an outer class holds an inner one. */
    private record Program(RandomStruct oldOuter, RandomStruct newOuter) {}

    @BeforeAll
    static void compile() {
        Map<String, String> oldSources = new LinkedHashMap<>();
        Map<String, String> newSources = new LinkedHashMap<>();
        for (int seed = 0; seed < PROGRAMS; seed++) {
            Random random = new Random(seed);
            RandomStruct inner = RandomStruct.of("Inner" + seed, null, random);
            RandomStruct outer = RandomStruct.of("Outer" + seed, inner, random);
            RandomStruct newInner = random.nextBoolean() ? inner : inner.evolved(null, random);
            RandomStruct newOuter = outer.evolved(newInner, random);
            ALL.add(new Program(outer, newOuter));
            oldSources.put(inner.name, inner.source());
            oldSources.put(outer.name, outer.source());
            newSources.put(newInner.name, newInner.source());
            newSources.put(newOuter.name, newOuter.source());
        }
        before = new CompiledClasses(oldSources);
        after = new CompiledClasses(newSources);
    }

    private final ClassLoader contextBefore = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void restoreContext() {
        Thread.currentThread().setContextClassLoader(contextBefore);
    }

    /** Where the struct stands in the type of the state. */
    private enum Place {
        ITSELF,
        TUPLE,
        LIST,
        DYNAMIC;

        TypeInformation<?> type(TypeInformation<?> struct) {
            return switch (this) {
                case ITSELF -> struct;
                case TUPLE -> Types.TUPLE(struct, Types.INT);
                case LIST -> Types.LIST(struct);
                case DYNAMIC -> new DynamicTypeInfo<>(Object.class);
            };
        }

        Object put(Object struct) {
            return switch (this) {
                case ITSELF, DYNAMIC -> struct;
                case TUPLE -> Tuple2.of(struct, 7);
                case LIST -> List.of(struct);
            };
        }

        Object take(Object value) {
            return switch (this) {
                case ITSELF, DYNAMIC -> value;
                case TUPLE -> ((Tuple2<?, ?>) value).f0;
                case LIST -> ((List<?>) value).get(0);
            };
        }
    }

    /** State as a program of one version left it. */
    private static final class Left {
        private final byte[] snapshot;
        private final List<byte[]> values;
        private final List<Map<String, Object>> models;

        Left(byte[] snapshot, List<byte[]> values, List<Map<String, Object>> models) {
            this.snapshot = snapshot;
            this.values = values;
            this.models = models;
        }
    }

    @SuppressWarnings("unchecked") // values are objects here
    private static TypeSerializer<Object> serializer(RandomStruct struct, Place place, ClassLoader classes)
            throws ClassNotFoundException {
        TypeInformation<?> type = place.type(TypeInformation.of(classes.loadClass(struct.name)));
        return (TypeSerializer<Object>) type.createSerializer(new SerializerConfigImpl());
    }

    private static Left run(RandomStruct struct, Place place, Random random) throws Exception {
        Thread.currentThread().setContextClassLoader(before);
        TypeSerializer<Object> serializer = serializer(struct, place, before);
        List<byte[]> values = new ArrayList<>();
        List<Map<String, Object>> models = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            models.add(struct.model(random));
            values.add(write(serializer, place.put(struct.build(models.get(i), before))));
        }
        DataOutputSerializer snapshot = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(snapshot, serializer.snapshotConfiguration());
        return new Left(snapshot.getCopyOfBuffer(), values, models);
    }

    private static byte[] write(TypeSerializer<Object> serializer, Object value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return out.getCopyOfBuffer();
    }

    private static TypeSerializerSnapshot<Object> snapshot(Left left, ClassLoader classes) throws IOException {
        return TypeSerializerSnapshot.readVersionedSnapshot(new DataInputDeserializer(left.snapshot), classes);
    }

    @Test
    void valuesOfOlderClassesBecomeWhatTheModelSays() throws Exception {
        int migrated = 0;
        for (int seed = 0; seed < PROGRAMS; seed++) {
            Program program = ALL.get(seed);
            for (Place place : Place.values()) {
                Left left = run(program.oldOuter, place, new Random(seed));
                Thread.currentThread().setContextClassLoader(after);
                TypeSerializerSnapshot<Object> old = snapshot(left, after);
                TypeSerializer<Object> now = serializer(program.newOuter, place, after);
                var compatibility = now.snapshotConfiguration().resolveSchemaCompatibility(old);
                TypeSerializer<Object> reader = now;
                if (compatibility.isCompatibleAfterMigration()) {
                    reader = old.restoreSerializer();
                    migrated++;
                } else if (compatibility.isCompatibleWithReconfiguredSerializer()) {
                    reader = compatibility.getReconfiguredSerializer();
                } else {
                    assertThat(compatibility.isCompatibleAsIs())
                            .as("seed %d: %s", seed, compatibility)
                            .isTrue();
                }
                for (int i = 0; i < left.values.size(); i++) {
                    DataInputDeserializer in = new DataInputDeserializer(left.values.get(i));
                    Object value = reader.deserialize(in);
                    assertThat(in.available()).isZero();
                    Object expected = program.newOuter.evolve(left.models.get(i));
                    assertThat(RandomStruct.unbuilt(place.take(value)))
                            .as(
                                    "seed %d, %s: %s -> %s",
                                    seed, place, program.oldOuter.source(), program.newOuter.source())
                            .isEqualTo(expected);
                    Object again = now.deserialize(new DataInputDeserializer(write(now, value)));
                    assertThat(RandomStruct.unbuilt(place.take(again))).isEqualTo(expected);
                }
            }
        }
        assertThat(migrated).isBetween(PROGRAMS, 4 * PROGRAMS - 1);
    }

    @Test
    void whereNoClassHasChangedNothingIsMigrated() throws Exception {
        for (int seed = 0; seed < PROGRAMS; seed++) {
            RandomStruct struct = ALL.get(seed).oldOuter;
            for (Place place : Place.values()) {
                Left left = run(struct, place, new Random(seed));
                TypeSerializer<Object> again = serializer(struct, place, before);
                var compatibility = again.snapshotConfiguration().resolveSchemaCompatibility(snapshot(left, before));
                assertThat(compatibility.isCompatibleAsIs() || compatibility.isCompatibleWithReconfiguredSerializer())
                        .as("seed %d, %s: %s", seed, place, compatibility)
                        .isTrue();
            }
        }
    }

    @Test
    void withoutTheClassesValuesAreRows() throws Exception {
        ClassLoader withoutClasses = getClass().getClassLoader();
        for (int seed = 0; seed < PROGRAMS; seed++) {
            RandomStruct struct = ALL.get(seed).oldOuter;
            for (Place place : Place.values()) {
                Left left = run(struct, place, new Random(seed));
                Thread.currentThread().setContextClassLoader(withoutClasses);
                TypeSerializerSnapshot<Object> snapshot = snapshot(left, withoutClasses);
                assertThat(DescriptiveSnapshot.describe(snapshot))
                        .contains(struct.name + "{")
                        .contains("inner: ");
                TypeSerializer<Object> reader = snapshot.restoreSerializer();
                for (int i = 0; i < left.values.size(); i++) {
                    Object value = reader.deserialize(new DataInputDeserializer(left.values.get(i)));
                    assertThat(fromRow(place.take(value))).isEqualTo(left.models.get(i));
                }
            }
        }
    }

    private static Object fromRow(Object value) {
        if (value instanceof List<?> list) {
            List<Object> result = new ArrayList<>();
            list.forEach(element -> result.add(fromRow(element)));
            return result;
        }
        if (!(value instanceof Row row)) {
            return value;
        }
        Map<String, Object> model = new LinkedHashMap<>();
        row.getFieldNames(true).forEach(name -> model.put(name, fromRow(row.getField(name))));
        return model;
    }
}
