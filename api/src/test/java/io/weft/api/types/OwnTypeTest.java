package io.weft.api.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.config.SerializerConfig;
import io.weft.api.config.SerializerConfigImpl;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.basic.StringSerializer;
import org.junit.jupiter.api.Test;

/** Types that programs bring, written for any of the versions of Flink that they come from. */
class OwnTypeTest {

    private abstract static class OwnType extends TypeInformation<String> {
        @Override
        public Class<String> getTypeClass() {
            return String.class;
        }

        @Override
        public boolean isKeyType() {
            return true;
        }

        @Override
        public String toString() {
            return "Own";
        }

        @Override
        @SuppressWarnings("EqualsGetClass") // the class is all there is to compare
        public boolean equals(Object obj) {
            return obj != null && obj.getClass() == getClass();
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    private static final class Newer extends OwnType {
        @Override
        public TypeSerializer<String> createSerializer(SerializerConfig config) {
            assertThat(config.isForceKryoEnabled()).isTrue();
            return StringSerializer.INSTANCE;
        }
    }

    private static final class Older extends OwnType {
        @Override
        public TypeSerializer<String> createSerializer(ExecutionConfig config) {
            assertThat(config.isForceKryoEnabled()).isTrue();
            return StringSerializer.INSTANCE;
        }
    }

    private static final class Without extends OwnType {}

    @Test
    void mayOverrideEitherFormOfCreateSerializer() {
        ExecutionConfig config = new ExecutionConfig();
        config.enableForceKryo();
        for (OwnType type : new OwnType[] {new Newer(), new Older()}) {
            assertThat(type.createSerializer(config)).isSameAs(StringSerializer.INSTANCE);
            assertThat(type.createSerializer(config.getSerializerConfig())).isSameAs(StringSerializer.INSTANCE);
        }
    }

    @Test
    void mustOverrideOne() {
        assertThatThrownBy(() -> new Without().createSerializer(new SerializerConfigImpl()))
                .hasMessageContaining("Without has to override createSerializer(SerializerConfig)");
        assertThatThrownBy(() -> new Without().createSerializer(new ExecutionConfig()))
                .hasMessageContaining("Without has to override createSerializer(SerializerConfig)");
    }

    @Test
    void whatIsLeftToKryoIsRefusedWhereThatIsDisabled() {
        ExecutionConfig config = new ExecutionConfig();
        config.disableGenericTypes();
        assertThatThrownBy(() -> Types.LIST(Types.GENERIC(Thread.class)).createSerializer(config))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("java.lang.Thread")
                .hasMessageContaining("pipeline.generic-types");
    }
}
