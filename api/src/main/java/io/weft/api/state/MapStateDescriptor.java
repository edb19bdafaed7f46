package io.weft.api.state;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.composite.MapSerializer;
import io.weft.api.types.MapTypeInfo;
import io.weft.api.types.TypeInformation;
import java.util.Map;

/** Describes a {@link MapState} or a {@link BroadcastState}. */
public class MapStateDescriptor<UK, UV> extends StateDescriptor<MapState<UK, UV>, Map<UK, UV>> {

    public MapStateDescriptor(String name, Class<UK> keyClass, Class<UV> valueClass) {
        super(name, new MapTypeInfo<>(keyClass, valueClass), null);
    }

    public MapStateDescriptor(String name, TypeInformation<UK> keyTypeInfo, TypeInformation<UV> valueTypeInfo) {
        super(name, new MapTypeInfo<>(keyTypeInfo, valueTypeInfo), null);
    }

    public MapStateDescriptor(String name, TypeSerializer<UK> keySerializer, TypeSerializer<UV> valueSerializer) {
        super(name, new MapSerializer<>(keySerializer, valueSerializer), null);
    }

    /**
     * A serializer of the map's keys, for one thread.
     *
     * @throws IllegalStateException as {@link #getSerializer()}
     */
    public TypeSerializer<UK> getKeySerializer() {
        return ((MapSerializer<UK, UV>) getSerializer()).getKeySerializer();
    }

    /**
     * A serializer of the map's values, for one thread.
     *
     * @throws IllegalStateException as {@link #getSerializer()}
     */
    public TypeSerializer<UV> getValueSerializer() {
        return ((MapSerializer<UK, UV>) getSerializer()).getValueSerializer();
    }

    @Override
    public Type getType() {
        return Type.MAP;
    }
}
