package io.weft.state.operator;

import io.weft.model.CorruptCheckpointException;
import io.weft.model.checkpoint.TaskRestore.Items;
import io.weft.model.checkpoint.TaskRestore.Share;
import io.weft.state.snapshot.StateReader;
import io.weft.state.snapshot.StateSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the items that a subtask is given. */
final class RestoredItems {

    private RestoredItems() {}

    /** The lists by their names; those of several former subtasks are one. */
    static Map<String, ItemList> read(List<Share> shares, StateSource source) throws IOException {
        Map<String, ItemList> restored = new LinkedHashMap<>();
        try (StateReader reader = new StateReader(source)) {
            for (Share share : shares) {
                byte[] bytes = reader.read(share.from().bytes(), share.from().crc32c());
                Map<String, ItemList> written = new HashMap<>();
                OperatorStateFormat.read(bytes).forEach(list -> written.put(list.name(), list));
                for (Items items : share.items()) {
                    restored.merge(items.list(), part(written.get(items.list()), items), ItemList::and);
                }
            }
        }
        return restored;
    }

    private static ItemList part(ItemList list, Items items) throws CorruptCheckpointException {
        if (list == null || list.items() < items.first() + items.count()) {
            throw new CorruptCheckpointException("Operator state lacks items " + items.first() + " to "
                    + (items.first() + items.count() - 1) + " of the list '" + items.list() + "'");
        }
        return list.part(items.first(), items.count());
    }
}
