package io.weft.state.operator;

import io.weft.state.format.SerializerSnapshot;
import java.util.List;

/**
 * Items of a list that were written by the same serializers.
 *
 * @param serializers of an item of a list; of the key and the value of an entry of a map
 * @param items the bytes of each
 */
public record ItemRun(List<SerializerSnapshot> serializers, List<byte[]> items) {
    public ItemRun {
        serializers = List.copyOf(serializers);
        items = List.copyOf(items);
    }
}
