package io.weft.api.types;

import io.weft.api.config.SerializerConfig;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.composite.MapSerializer;
import java.util.Map;
import java.util.Objects;

/** The type of maps with keys of one type and values of one type. */
public final class MapTypeInfo<K, V> extends TypeInformation<Map<K, V>> {

    private final TypeInformation<K> first;
    private final TypeInformation<V> second;

    public MapTypeInfo(Class<K> first, Class<V> second) {
        this(TypeInformation.of(first), TypeInformation.of(second));
    }

    public MapTypeInfo(TypeInformation<K> first, TypeInformation<V> second) {
        this.first = Objects.requireNonNull(first, "first");
        this.second = Objects.requireNonNull(second, "second");
    }

    public TypeInformation<K> getKeyTypeInfo() {
        return first;
    }

    public TypeInformation<V> getValueTypeInfo() {
        return second;
    }

    @Override
    @SuppressWarnings("unchecked") // a class knows nothing of its type parameters
    public Class<Map<K, V>> getTypeClass() {
        return (Class<Map<K, V>>) (Class<?>) Map.class;
    }

    @Override
    public boolean isKeyType() {
        return first.isKeyType() && second.isKeyType();
    }

    @Override
    public TypeSerializer<Map<K, V>> createSerializer(SerializerConfig config) {
        return new MapSerializer<>(first.createSerializer(config), second.createSerializer(config));
    }

    @Override
    public String toString() {
        return "Map<" + first + ", " + second + ">";
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof MapTypeInfo<?, ?> that && first.equals(that.first) && second.equals(that.second);
    }

    @Override
    public int hashCode() {
        return Objects.hash(first, second);
    }
}
