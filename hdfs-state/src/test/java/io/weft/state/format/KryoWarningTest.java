package io.weft.state.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.MutableSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import io.weft.api.serialization.basic.LongSerializer;
import io.weft.api.serialization.composite.ListSerializer;
import io.weft.api.serialization.struct.GenericSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class KryoWarningTest {

    /** Something that only Kryo could write. */
    private static final class Opaque {}

    /** Stands for Kryo's, which is in another module: only its snapshot is asked for. */
    private static final class LeftToKryo extends MutableSerializer<Opaque> {
        private static final long serialVersionUID = 1L;

        @Override
        public Opaque createInstance() {
            return new Opaque();
        }

        @Override
        public Opaque copy(Opaque from) {
            return from;
        }

        @Override
        public void copy(DataInputView source, DataOutputView target) {}

        @Override
        public void serialize(Opaque value, DataOutputView target) {}

        @Override
        public Opaque deserialize(DataInputView source) {
            return new Opaque();
        }

        @Override
        public LeftToKryo duplicate() {
            return this;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof LeftToKryo;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public TypeSerializerSnapshot<Opaque> snapshotConfiguration() {
            return new GenericSnapshot<>(Opaque.class, List.of());
        }
    }

    @Test
    void namesTypesThatKryoWritesWhereverTheyAre() {
        assertThat(KryoWarning.types(List.of(LongSerializer.INSTANCE, new ListSerializer<>(new LeftToKryo()))))
                .containsExactly(Opaque.class.getName());
    }

    @Test
    void namesNoneWhereThereAreNone() {
        assertThat(KryoWarning.types(List.of(new ListSerializer<>(LongSerializer.INSTANCE))))
                .isEmpty();
    }
}
