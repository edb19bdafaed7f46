package io.weft.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.SerializerRegistration.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SerializerConfigTest {

    private final Configuration configuration = new Configuration();
    private final ExecutionConfig config = new ExecutionConfig(configuration);

    @Test
    void registrationsTravelAsTextInTheirOrder() {
        config.registerKryoType(String.class);
        config.addDefaultKryoSerializer(Number.class, Integer.class);
        config.registerTypeWithKryoSerializer(Map.Entry.class, Long.class);
        config.registerPojoType(List.class);

        SerializerConfig travelled =
                new ExecutionConfig(Configuration.fromMap(configuration.toMap())).getSerializerConfig();

        assertThat(travelled).isEqualTo(config.getSerializerConfig()).hasSameHashCodeAs(config.getSerializerConfig());
        assertThat(travelled.registrations())
                .containsExactly(
                        new SerializerRegistration("java.lang.String", Kind.KRYO, null),
                        new SerializerRegistration("java.lang.Number", Kind.KRYO_DEFAULT, "java.lang.Integer"),
                        new SerializerRegistration("java.util.Map$Entry", Kind.KRYO, "java.lang.Long"),
                        new SerializerRegistration("java.util.List", Kind.POJO, null));
    }

    @Test
    void theLastRegistrationOfAClassCountsInThePlaceOfTheFirst() {
        config.registerTypeWithKryoSerializer(String.class, Integer.class);
        config.registerKryoType(Object.class);
        config.registerTypeWithKryoSerializer(String.class, Long.class);
        config.registerKryoType(String.class);

        assertThat(config.getSerializerConfig().registrations())
                .containsExactly(
                        new SerializerRegistration("java.lang.String", Kind.KRYO, "java.lang.Long"),
                        new SerializerRegistration("java.lang.Object", Kind.KRYO, null));
    }

    @Test
    void registrationsAreWrittenAsInFlinkOrAsAYamlListThatBecameText() {
        for (String text : List.of(
                "[a.A: {type: pojo}, a.B$C: {type: kryo, kryo-type: registered, class: s.S}, d.D: {type: kryo}]",
                "a.A: {type: pojo}; a.B$C: {class: s.S, type: kryo, kryo-type: registered}; d.D: {type: kryo}",
                "{a.A={type=pojo}};{a.B$C={type=kryo, kryo-type=registered, class=s.S}};{d.D={type=kryo}}")) {
            configuration.setString("pipeline.serialization-config", text);
            assertThat(config.getSerializerConfig().registrations())
                    .as(text)
                    .containsExactly(
                            new SerializerRegistration("a.A", Kind.POJO, null),
                            new SerializerRegistration("a.B$C", Kind.KRYO, "s.S"),
                            new SerializerRegistration("d.D", Kind.KRYO, null));
        }
        configuration.setString("pipeline.serialization-config", "[]");
        assertThat(config.getSerializerConfig().registrations()).isEmpty();
    }

    @Test
    void namesWhatCannotBeRead() {
        for (String text : List.of(
                "a.A",
                "[a.A: {type: avro}]",
                "[a.A: {type: pojo, kryo-type: default, class: s.S}]",
                "[a.A: {type: kryo, kryo-type: registered}]",
                "[a.A: {type: kryo, class: s.S}]",
                "[a.A: {type: kryo, colour: red}]",
                "[a.A: {kryo}]")) {
            assertThatThrownBy(() -> KnownOptions.check(Map.of("pipeline.serialization-config", text)))
                    .as(text)
                    .hasMessageContaining("pipeline.serialization-config")
                    .hasMessageContaining("kryo-type: registered");
        }
    }

    @Test
    void aCopyIsIndependent() {
        config.disableGenericTypes();
        config.enableForceKryo();
        SerializerConfig copy = config.getSerializerConfig().copy();
        config.enableGenericTypes();
        config.disableForceKryo();
        config.registerKryoType(String.class);

        assertThat(copy.hasGenericTypesDisabled()).isTrue();
        assertThat(copy.isForceKryoEnabled()).isTrue();
        assertThat(copy.registrations()).isEmpty();
        assertThat(config.hasGenericTypesDisabled()).isFalse();
        assertThat(config.isForceKryoEnabled()).isFalse();
    }
}
