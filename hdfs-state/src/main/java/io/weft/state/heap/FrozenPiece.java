package io.weft.state.heap;

import io.weft.state.format.KeyedSnapshotWriter;
import io.weft.state.format.RestoredPiece;
import io.weft.state.format.StateSchema;
import java.io.IOException;

/**
 * State that was restored and that nobody has asked for: it is passed on as it is.
 *
 * @param firstGroup of the range
 */
record FrozenPiece(RestoredPiece piece, int firstGroup) implements FrozenState {

    @Override
    public StateSchema schema() {
        return piece.schema();
    }

    @Override
    public void write(int group, int state, KeyedSnapshotWriter writer) throws IOException {
        piece.pass(firstGroup + group, state, writer);
    }
}
