package io.weft.state.operator;

import io.weft.model.checkpoint.OperatorStateSnapshot.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A list as it is written to snapshots. */
public record ItemList(String name, Mode mode, List<ItemRun> runs) {
    public ItemList {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(mode, "mode");
        runs = List.copyOf(runs);
    }

    public int items() {
        return runs.stream().mapToInt(run -> run.items().size()).sum();
    }

    /** Some of the items. */
    ItemList part(int first, int count) {
        List<ItemRun> parts = new ArrayList<>();
        int begin = 0;
        for (ItemRun run : runs) {
            int size = run.items().size();
            int from = Math.max(0, first - begin);
            int to = Math.min(size, first + count - begin);
            if (from < to) {
                parts.add(new ItemRun(run.serializers(), run.items().subList(from, to)));
            }
            begin += size;
        }
        return new ItemList(name, mode, parts);
    }

    /** The items of both. */
    ItemList and(ItemList other) {
        List<ItemRun> all = new ArrayList<>(runs);
        all.addAll(other.runs);
        return new ItemList(name, mode, all);
    }
}
