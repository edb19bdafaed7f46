package io.weft.transport;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.ImmutableSerializer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Serializers of everything that has a length. Kryo's own allocate whatever length they read; these allocate no more than the bytes
 * that are there could fill.
 */
final class BoundedSerializers {

    /** How many elements room is made for before they have been read. */
    private static final int MAX_PRESIZED = 256;

    private BoundedSerializers() {}

    static final class OfString extends ImmutableSerializer<String> {
        @Override
        public void write(Kryo kryo, Output output, String value) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            output.writeVarInt(bytes.length, true);
            output.writeBytes(bytes);
        }

        @Override
        public String read(Kryo kryo, Input input, Class<? extends String> type) {
            return new String(input.readBytes(readLength(input)), StandardCharsets.UTF_8);
        }
    }

    static final class OfBytes extends Serializer<byte[]> {
        @Override
        public void write(Kryo kryo, Output output, byte[] value) {
            output.writeVarInt(value.length, true);
            output.writeBytes(value);
        }

        @Override
        public byte[] read(Kryo kryo, Input input, Class<? extends byte[]> type) {
            return input.readBytes(readLength(input));
        }
    }

    static final class OfList extends Serializer<List<?>> {
        @Override
        public void write(Kryo kryo, Output output, List<?> list) {
            writeElements(kryo, output, list);
        }

        @Override
        public List<?> read(Kryo kryo, Input input, Class<? extends List<?>> type) {
            int size = readLength(input);
            return readElements(kryo, input, size, new ArrayList<>(Math.min(size, MAX_PRESIZED)));
        }
    }

    static final class OfSet extends Serializer<Set<?>> {
        @Override
        public void write(Kryo kryo, Output output, Set<?> set) {
            writeElements(kryo, output, set);
        }

        @Override
        public Set<?> read(Kryo kryo, Input input, Class<? extends Set<?>> type) {
            return readElements(kryo, input, readLength(input), new LinkedHashSet<>());
        }
    }

    static final class OfMap extends Serializer<Map<?, ?>> {
        @Override
        public void write(Kryo kryo, Output output, Map<?, ?> map) {
            output.writeVarInt(map.size(), true);
            map.forEach((key, value) -> {
                kryo.writeClassAndObject(output, key);
                kryo.writeClassAndObject(output, value);
            });
        }

        @Override
        public Map<?, ?> read(Kryo kryo, Input input, Class<? extends Map<?, ?>> type) {
            int size = readLength(input);
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                map.put(kryo.readClassAndObject(input), kryo.readClassAndObject(input));
            }
            return map;
        }
    }

    private static void writeElements(Kryo kryo, Output output, Collection<?> elements) {
        output.writeVarInt(elements.size(), true);
        for (Object element : elements) {
            kryo.writeClassAndObject(output, element);
        }
    }

    private static <C extends Collection<Object>> C readElements(Kryo kryo, Input input, int size, C elements) {
        for (int i = 0; i < size; i++) {
            elements.add(kryo.readClassAndObject(input));
        }
        return elements;
    }

    /** A length that the remaining bytes can hold: each byte and each element takes at least one. */
    private static int readLength(Input input) {
        int length = input.readVarInt(true);
        int remaining = input.limit() - input.position();
        if (length < 0 || length > remaining) {
            throw new KryoException(
                    "A length of " + Integer.toUnsignedString(length) + " with " + remaining + " bytes left");
        }
        return length;
    }
}
