package io.weft.api.serialization.composite;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.MutableSerializer;
import io.weft.api.serialization.NestingSerializer;
import io.weft.api.serialization.ScopedSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import io.weft.api.serialization.composite.ContainerSnapshot.Container;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Serializes optional values: a byte, 0 or 1, and the value if there is one. */
public final class OptionalSerializer<E> extends MutableSerializer<Optional<E>>
        implements ScopedSerializer, NestingSerializer {

    private final TypeSerializer<E> valueSerializer;

    public OptionalSerializer(TypeSerializer<E> valueSerializer) {
        this.valueSerializer = valueSerializer;
    }

    @Override
    public boolean isImmutableType() {
        return valueSerializer.isImmutableType();
    }

    @Override
    public TypeSerializer<Optional<E>> duplicate() {
        return new OptionalSerializer<>(valueSerializer.duplicate());
    }

    @Override
    public Optional<E> createInstance() {
        return Optional.empty();
    }

    @Override
    public Optional<E> copy(Optional<E> from) {
        return isImmutableType() ? from : from.map(valueSerializer::copy);
    }

    @Override
    public void serialize(Optional<E> record, DataOutputView target) throws IOException {
        target.writeBoolean(record.isPresent());
        if (record.isPresent()) {
            valueSerializer.serialize(record.get(), target);
        }
    }

    @Override
    public Optional<E> deserialize(DataInputView source) throws IOException {
        return source.readBoolean() ? Optional.of(valueSerializer.deserialize(source)) : Optional.empty();
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        boolean present = source.readBoolean();
        target.writeBoolean(present);
        if (present) {
            valueSerializer.copy(source, target);
        }
    }

    @Override
    public void startScope() {
        ScopedSerializer.startScope(valueSerializer);
    }

    @Override
    public List<? extends TypeSerializer<?>> nestedSerializers() {
        return List.of(valueSerializer);
    }

    @Override
    public TypeSerializerSnapshot<Optional<E>> snapshotConfiguration() {
        return ContainerSnapshot.of(Container.OPTIONAL, valueSerializer);
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof OptionalSerializer<?> that && valueSerializer.equals(that.valueSerializer);
    }

    @Override
    public int hashCode() {
        return 31 * valueSerializer.hashCode();
    }
}
