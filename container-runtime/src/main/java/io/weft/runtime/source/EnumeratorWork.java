package io.weft.runtime.source;

import io.weft.model.OperatorId;
import io.weft.model.checkpoint.EnumeratorSnapshot;
import io.weft.state.snapshot.SnapshotOutput;
import io.weft.state.snapshot.SnapshotStorage;
import io.weft.state.snapshot.SnapshotWork;
import io.weft.state.snapshot.StateReader;
import java.io.IOException;

/** Writes what an enumerator remembers. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EnumeratorWork(OperatorId source, int version, byte[] bytes) implements SnapshotWork<EnumeratorSnapshot> {

    @Override
    public EnumeratorSnapshot write(SnapshotStorage storage) throws IOException {
        try (SnapshotOutput out = storage.begin()) {
            out.write(bytes);
            return new EnumeratorSnapshot(source, version, out.finish(), StateReader.checksum(bytes, bytes.length));
        }
    }

    @Override
    public void discard() {}
}
