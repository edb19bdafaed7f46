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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Serializes maps; keys and values may be null. Reads and copies are {@link LinkedHashMap}s, so that the order stays. */
public final class MapSerializer<K, V> extends MutableSerializer<Map<K, V>>
        implements ScopedSerializer, NestingSerializer {

    private final TypeSerializer<K> keySerializer;
    private final TypeSerializer<V> valueSerializer;

    public MapSerializer(TypeSerializer<K> keySerializer, TypeSerializer<V> valueSerializer) {
        this.keySerializer = keySerializer;
        this.valueSerializer = valueSerializer;
    }

    public TypeSerializer<K> getKeySerializer() {
        return keySerializer;
    }

    public TypeSerializer<V> getValueSerializer() {
        return valueSerializer;
    }

    @Override
    public TypeSerializer<Map<K, V>> duplicate() {
        return new MapSerializer<>(keySerializer.duplicate(), valueSerializer.duplicate());
    }

    @Override
    public Map<K, V> createInstance() {
        return new LinkedHashMap<>();
    }

    private static <K, V> Map<K, V> empty(int size) {
        return new LinkedHashMap<>(size * 4 / 3 + 1);
    }

    @Override
    public Map<K, V> copy(Map<K, V> from) {
        Map<K, V> copy = empty(from.size());
        for (Map.Entry<K, V> entry : from.entrySet()) {
            copy.put(Elements.copy(entry.getKey(), keySerializer), Elements.copy(entry.getValue(), valueSerializer));
        }
        return copy;
    }

    @Override
    public void serialize(Map<K, V> record, DataOutputView target) throws IOException {
        boolean nulls = Elements.hasNull(record.keySet()) || Elements.hasNull(record.values());
        int head = Elements.writeHead(record.size(), nulls, target);
        for (Map.Entry<K, V> entry : record.entrySet()) {
            Elements.write(entry.getKey(), head, keySerializer, target);
            Elements.write(entry.getValue(), head, valueSerializer, target);
        }
    }

    @Override
    public Map<K, V> deserialize(DataInputView source) throws IOException {
        int head = source.readVarInt();
        int size = Elements.size(head);
        Map<K, V> result = empty(size);
        for (int i = 0; i < size; i++) {
            K key = Elements.read(head, keySerializer, source);
            result.put(key, Elements.read(head, valueSerializer, source));
        }
        return result;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int head = source.readVarInt();
        target.writeVarInt(head);
        for (int i = Elements.size(head); i > 0; i--) {
            Elements.pass(head, keySerializer, source, target);
            Elements.pass(head, valueSerializer, source, target);
        }
    }

    @Override
    public void startScope() {
        ScopedSerializer.startScope(keySerializer);
        ScopedSerializer.startScope(valueSerializer);
    }

    @Override
    public List<? extends TypeSerializer<?>> nestedSerializers() {
        return List.of(keySerializer, valueSerializer);
    }

    @Override
    public TypeSerializerSnapshot<Map<K, V>> snapshotConfiguration() {
        return ContainerSnapshot.of(Container.MAP, "key", keySerializer, "value", valueSerializer);
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof MapSerializer<?, ?> that
                && keySerializer.equals(that.keySerializer)
                && valueSerializer.equals(that.valueSerializer);
    }

    @Override
    public int hashCode() {
        return 31 * keySerializer.hashCode() + valueSerializer.hashCode();
    }
}
