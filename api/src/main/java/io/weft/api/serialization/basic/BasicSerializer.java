package io.weft.api.serialization.basic;

import io.weft.api.serialization.ImmutableSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;

/** Serializes values without parts that never change. */
abstract class BasicSerializer<T> extends ImmutableSerializer<T> {

    @Override
    public final TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new BasicSnapshot<>(this);
    }
}
