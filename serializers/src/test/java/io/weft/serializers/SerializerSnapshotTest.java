package io.weft.serializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.config.SerializerConfig;
import io.weft.api.config.SerializerConfigImpl;
import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputSerializer;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.DescriptiveSnapshot;
import io.weft.api.serialization.RenamedClasses;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSchemaCompatibility;
import io.weft.api.serialization.TypeSerializerSnapshot;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SerializerSnapshotTest {

    private static final SerializerConfig NOTHING_REGISTERED = new SerializerConfigImpl();

    private final ClassLoader context = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void restoreContext() {
        Thread.currentThread().setContextClassLoader(context);
    }

    /** Classes by their sources, each with its name first: {@code "A { public int x; }"}; a record's has parentheses. */
    private static CompiledClasses classes(String... declarations) {
        Map<String, String> sources = new HashMap<>();
        for (String declaration : declarations) {
            String[] words = declaration.split("[ (<]", 3);
            sources.put(words[1], "public " + declaration);
        }
        return new CompiledClasses(sources);
    }

    @SuppressWarnings("unchecked") // values are objects here
    private static TypeSerializer<Object> serializer(String name, ClassLoader classes) throws ClassNotFoundException {
        return (TypeSerializer<Object>)
                TypeInformation.of(classes.loadClass(name)).createSerializer(NOTHING_REGISTERED);
    }

    private static Object make(String name, ClassLoader classes, Object... fieldsAndValues)
            throws ReflectiveOperationException {
        Object made = classes.loadClass(name).getConstructor().newInstance();
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            made.getClass().getField((String) fieldsAndValues[i]).set(made, fieldsAndValues[i + 1]);
        }
        return made;
    }

    private static Object get(Object object, String field) throws ReflectiveOperationException {
        return object.getClass().getField(field).get(object);
    }

    private static <T> byte[] write(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return out.getCopyOfBuffer();
    }

    private static <T> T read(TypeSerializer<T> serializer, byte[] bytes) throws IOException {
        return serializer.deserialize(new DataInputDeserializer(bytes));
    }

    private static <T> TypeSerializerSnapshot<T> read(TypeSerializerSnapshot<T> snapshot, ClassLoader classes)
            throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
        return TypeSerializerSnapshot.readVersionedSnapshot(new DataInputDeserializer(out.getCopyOfBuffer()), classes);
    }

    @Test
    void anotherTypeOfAFieldIsRefusedWithTheNamesOfClassFieldAndTypes() throws Exception {
        CompiledClasses before = classes("class Stats { public long count; }", "class Person { public Stats stats; }");
        CompiledClasses after = classes("class Stats { public int count; }", "class Person { public Stats stats; }");

        TypeSerializerSnapshot<Object> old = read(serializer("Person", before).snapshotConfiguration(), after);

        var compatibility = serializer("Person", after).snapshotConfiguration().resolveSchemaCompatibility(old);
        assertThat(compatibility.isIncompatible()).isTrue();
        assertThat(compatibility.reason())
                .contains("field stats of Person: field count of Stats:"
                        + " values were of type java.lang.Long and are of type java.lang.Integer now");
    }

    @Test
    void aNewFieldOfAPojoHasWhatItsConstructorSays() throws Exception {
        CompiledClasses before = classes("class Visit { public String page; }");
        CompiledClasses after = classes("class Visit { public String page; public String note = \"none\"; }");
        byte[] bytes = write(serializer("Visit", before), make("Visit", before, "page", "/"));

        Object visit = read(
                read(serializer("Visit", before).snapshotConfiguration(), after).restoreSerializer(), bytes);

        assertThat(get(visit, "page")).isEqualTo("/");
        assertThat(get(visit, "note")).isEqualTo("none");
    }

    @Test
    void aFieldMayGoTogetherWithItsClass() throws Exception {
        CompiledClasses before = classes(
                "class Visit { public Gone gone; public Lost lost; public OldEnum old; public String page; }",
                "class Gone { public int x; }",
                "class Lost { private int y = 3; }",
                "enum OldEnum { A }");
        CompiledClasses after = classes("class Visit { public String page; }");
        Object written = make(
                "Visit",
                before,
                "gone",
                make("Gone", before),
                "lost",
                make("Lost", before),
                "old",
                before.loadClass("OldEnum").getEnumConstants()[0],
                "page",
                "/");
        byte[] bytes = write(serializer("Visit", before), written);
        TypeSerializerSnapshot<Object> old = read(serializer("Visit", before).snapshotConfiguration(), after);

        assertThat(serializer("Visit", after)
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(old)
                        .isCompatibleAfterMigration())
                .isTrue();
        assertThat(get(read(old.restoreSerializer(), bytes), "page")).isEqualTo("/");
        assertThat(DescriptiveSnapshot.genericTypes(old)).containsExactly("Lost");
    }

    @Test
    void constantsOfEnumsAreKnownByTheirNames() throws Exception {
        CompiledClasses before = classes("enum Color { RED, GREEN, BLUE }");
        CompiledClasses appended = classes("enum Color { RED, GREEN, BLUE, WHITE }");
        CompiledClasses changed = classes("enum Color { WHITE, BLUE, RED }");
        Object[] constants = before.loadClass("Color").getEnumConstants();
        TypeSerializer<Object> serializer = serializer("Color", before);

        TypeSerializerSnapshot<Object> longer = serializer("Color", appended).snapshotConfiguration();
        assertThat(longer.resolveSchemaCompatibility(read(serializer.snapshotConfiguration(), appended))
                        .isCompatibleAsIs())
                .isTrue();
        TypeSerializerSnapshot<Object> old = read(serializer.snapshotConfiguration(), changed);
        assertThat(serializer("Color", changed)
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(old)
                        .isCompatibleAfterMigration())
                .isTrue();
        TypeSerializer<Object> reader = old.restoreSerializer();
        assertThat(read(reader, write(serializer, constants[0]))).hasToString("RED");
        assertThat(read(reader, write(serializer, constants[2]))).hasToString("BLUE");
        assertThatThrownBy(() -> read(reader, write(serializer, constants[1])))
                .hasMessageContaining("GREEN")
                .hasMessageContaining("Color");
    }

    @Test
    void renamedClassesAreFoundByTheirOldNames() throws Exception {
        CompiledClasses before = classes("class Visit { public Site site; }", "class Site { public String host; }");
        CompiledClasses after =
                classes("class PageView { public WebSite site; public int n; }", "record WebSite(String host) {}");
        Object written = make("Visit", before, "site", make("Site", before, "host", "h"));
        byte[] bytes = write(serializer("Visit", before), written);
        TypeSerializerSnapshot<Object> snapshot = serializer("Visit", before).snapshotConfiguration();
        TypeSerializerSnapshot<Object> now = serializer("PageView", after).snapshotConfiguration();

        assertThat(now.resolveSchemaCompatibility(read(snapshot, after)).reason())
                .get()
                .asString()
                .contains("state.class-renames: Visit:PageView");
        TypeSerializerSnapshot<Object> old =
                read(snapshot, new RenamedClasses(after, Map.of("Visit", "PageView", "Site", "WebSite")));
        assertThat(now.resolveSchemaCompatibility(old).isCompatibleAfterMigration())
                .isTrue();
        assertThat(get(read(old.restoreSerializer(), bytes), "site")).hasToString("WebSite[host=h]");
    }

    @Test
    void subclassesFollowTheirClassesToo() throws Exception {
        CompiledClasses before = classes(
                "class Animal { public String name; }",
                "class Dog extends Animal { public int age; public int legs; }");
        CompiledClasses after = classes(
                "class Animal { public String name; }",
                "class Dog extends Animal { public int age; public String owner; }");
        Thread.currentThread().setContextClassLoader(before);
        TypeSerializer<Object> serializer = serializer("Animal", before);
        byte[] bytes = write(serializer, make("Dog", before, "name", "Rex", "age", 3));
        TypeSerializerSnapshot<Object> old = read(serializer.snapshotConfiguration(), after);

        assertThat(serializer("Animal", after)
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(old)
                        .isCompatibleAfterMigration())
                .isTrue();
        Object dog = read(old.restoreSerializer(), bytes);
        assertThat(dog).hasSameClassAs(make("Dog", after));
        assertThat(get(dog, "name")).isEqualTo("Rex");
        assertThat(get(dog, "age")).isEqualTo(3);
    }

    @Test
    void subclassesThatWereMetOnceStayKnown() throws Exception {
        CompiledClasses program =
                classes("class Animal { public String name; }", "class Dog extends Animal { public int age; }");
        Thread.currentThread().setContextClassLoader(program);
        TypeSerializer<Object> first = serializer("Animal", program);
        byte[] bytes = write(first, make("Dog", program, "age", 3));

        var compatibility = serializer("Animal", program)
                .snapshotConfiguration()
                .resolveSchemaCompatibility(read(first.snapshotConfiguration(), program));

        TypeSerializer<Object> second = compatibility.getReconfiguredSerializer();
        assertThat(get(read(second, bytes), "age")).isEqualTo(3);
        assertThat(DescriptiveSnapshot.describe(second.duplicate().snapshotConfiguration()))
                .contains("Dog{age: java.lang.Integer");
    }

    @Test
    void classesThatContainThemselvesFollow() throws Exception {
        CompiledClasses before = classes("class Node { public int value; public Node next; }");
        CompiledClasses after = classes("class Node { public int added; public Node next; public int value; }");
        Thread.currentThread().setContextClassLoader(before);
        TypeSerializer<Object> serializer = serializer("Node", before);
        Object list = null;
        for (int i = 0; i < 5; i++) {
            list = make("Node", before, "value", i, "next", list);
        }
        byte[] bytes = write(serializer, list);
        Thread.currentThread().setContextClassLoader(after);
        TypeSerializerSnapshot<Object> old = read(serializer.snapshotConfiguration(), after);

        assertThat(serializer("Node", after)
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(old)
                        .isCompatibleAfterMigration())
                .isTrue();
        Object node = read(old.restoreSerializer(), bytes);
        for (int i = 4; i >= 0; i--) {
            assertThat(get(node, "value")).isEqualTo(i);
            node = get(node, "next");
        }
        assertThat(node).isNull();
    }

    /** Left to Kryo. */
    static final class First {
        int value = 1;
    }

    static final class Second {
        int value = 2;
    }

    static final class Third {
        int value = 3;
    }

    @Test
    void whatIsRegisteredLaterDoesNotDisturbTheNumbersOfBefore() throws Exception {
        ExecutionConfig before = new ExecutionConfig();
        before.registerKryoType(First.class);
        before.registerKryoType(Second.class);
        TypeInformation<Object> type = Types.GENERIC(Object.class);
        TypeSerializer<Object> serializer = type.createSerializer(before);
        byte[] bytes = write(serializer, List.of(new First(), new Second()).toArray());
        ExecutionConfig after = new ExecutionConfig();
        after.registerKryoType(Third.class);
        after.registerKryoType(Second.class);

        TypeSerializerSnapshot<Object> old = read(serializer.snapshotConfiguration(), context);
        var compatibility = type.createSerializer(after).snapshotConfiguration().resolveSchemaCompatibility(old);

        TypeSerializer<Object> reconfigured = compatibility.getReconfiguredSerializer();
        assertThat(((Object[]) read(reconfigured, bytes))[1]).isInstanceOf(Second.class);
        assertThat(((Object[]) read(old.restoreSerializer(), bytes))[0]).isInstanceOf(First.class);
        assertThat(DescriptiveSnapshot.genericTypes(old)).containsExactly("java.lang.Object");
        before.registerKryoType(Third.class);
        assertThat(type.createSerializer(before)
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(old)
                        .isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void aRegisteredClassMayGo() throws Exception {
        CompiledClasses before = classes("class Gone { int x; }");
        Thread.currentThread().setContextClassLoader(before);
        ExecutionConfig config = new ExecutionConfig();
        config.registerKryoType(before.loadClass("Gone"));
        config.registerKryoType(Second.class);
        TypeInformation<Object> type = Types.GENERIC(Object.class);
        TypeSerializer<Object> serializer = type.createSerializer(config);
        byte[] bytes = write(serializer, new Second());
        Thread.currentThread().setContextClassLoader(context);
        ExecutionConfig after = new ExecutionConfig();
        after.registerKryoType(Third.class);

        TypeSerializerSnapshot<Object> old = read(serializer.snapshotConfiguration(), context);
        TypeSerializer<Object> reconfigured = type.createSerializer(after)
                .snapshotConfiguration()
                .resolveSchemaCompatibility(old)
                .getReconfiguredSerializer();

        assertThat(read(reconfigured, bytes)).isInstanceOf(Second.class);
        assertThat(read(reconfigured, write(reconfigured, new Third()))).isInstanceOf(Third.class);
        assertThat(read(old.restoreSerializer(), bytes)).isInstanceOf(Second.class);
        assertThat(type.createSerializer(after)
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(read(reconfigured.snapshotConfiguration(), context))
                        .getReconfiguredSerializer())
                .isEqualTo(reconfigured);
    }

    @Test
    void aSnapshotTellsWhatItIsOfWithoutTheClasses() throws Exception {
        CompiledClasses program = classes(
                "class Order { public long id; public java.util.List<Item> items; }", "record Item(String name) {}");
        var snapshot = read(serializer("Order", program).snapshotConfiguration(), context);
        assertThat(DescriptiveSnapshot.describe(snapshot))
                .isEqualTo("Order{id: java.lang.Long, items: List{element: Item{name: java.lang.String}}}");
        assertThat(DescriptiveSnapshot.genericTypes(snapshot)).isEmpty();
    }

    /** A snapshot as programs of Flink 1.x have it. */
    public static final class OlderSnapshot extends PlainSnapshot {
        @Override
        public TypeSerializerSchemaCompatibility<Object> resolveSchemaCompatibility(
                TypeSerializer<Object> newSerializer) {
            return TypeSerializerSchemaCompatibility.compatibleAfterMigration();
        }
    }

    /** Overrides neither form of the resolution. */
    public static class PlainSnapshot implements TypeSerializerSnapshot<Object> {
        @Override
        public int getCurrentVersion() {
            return 3;
        }

        @Override
        public void writeSnapshot(DataOutputView out) throws IOException {
            out.writeInt(42);
        }

        @Override
        public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
                throws IOException {
            assertThat(readVersion).isEqualTo(3);
            assertThat(in.readInt()).isEqualTo(42);
        }

        @Override
        public TypeSerializer<Object> restoreSerializer() {
            return Types.GENERIC(Object.class).createSerializer(NOTHING_REGISTERED);
        }
    }

    @Test
    void aSnapshotMayResolveInEitherForm() throws Exception {
        var older = read(new OlderSnapshot(), context);
        assertThat(new PlainSnapshot().resolveSchemaCompatibility(older).isCompatibleAfterMigration())
                .isTrue();
        assertThatThrownBy(() -> new PlainSnapshot().resolveSchemaCompatibility(new PlainSnapshot()))
                .hasMessageContaining("PlainSnapshot has to override");
    }

    @Test
    void aSnapshotWhoseClassIsMissingKeepsWhatItHolds() throws Exception {
        ClassLoader withoutIt = new ClassLoader(context) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.equals(PlainSnapshot.class.getName())) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };
        TypeSerializerSnapshot<Object> missing = read(new PlainSnapshot(), withoutIt);
        assertThat(DescriptiveSnapshot.describe(missing)).contains(PlainSnapshot.class.getName());
        assertThatThrownBy(missing::restoreSerializer).hasMessageContaining(PlainSnapshot.class.getName());
        assertThat(read(missing, context)).isInstanceOf(PlainSnapshot.class);
    }
}
