package io.weft.state.operator;

import io.weft.api.serialization.DataOutputSerializer;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot.StateList;
import io.weft.state.snapshot.SnapshotOutput;
import io.weft.state.snapshot.SnapshotStorage;
import io.weft.state.snapshot.SnapshotWork;
import io.weft.state.snapshot.StateReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes copied items. */
record OperatorStateWork(List<RegisteredItems.Frozen> frozen, List<ItemList> passedOn)
        implements SnapshotWork<OperatorStateSnapshot> {

    @Override
    public OperatorStateSnapshot write(SnapshotStorage storage) throws IOException {
        List<ItemList> lists = new ArrayList<>(passedOn);
        for (RegisteredItems.Frozen items : frozen) {
            lists.add(items.write());
        }
        DataOutputSerializer bytes = OperatorStateFormat.write(lists);
        SnapshotOutput out = storage.begin();
        out.write(bytes.getSharedBuffer(), 0, bytes.length());
        return new OperatorStateSnapshot(
                out.finish(),
                StateReader.checksum(bytes.getSharedBuffer(), bytes.length()),
                lists.stream()
                        .map(list -> new StateList(list.name(), list.mode(), list.items()))
                        .toList());
    }

    @Override
    public void discard() {
        // Copies hold nothing that anyone else waits for.
    }
}
