package io.weft.state.heap;

import io.weft.state.format.KeyedSnapshotWriter;
import io.weft.state.format.StateSchema;
import java.io.IOException;

/** A state as it was when a snapshot was taken. Handed from the task's thread to the one that writes. */
interface FrozenState {

    /** How the rows were written; asked for after the last. */
    StateSchema schema();

    /**
     * Writes the block of a key group, if it has rows.
     *
     * @param group counted from the first of the range
     * @param state the place of the state in the header
     */
    void write(int group, int state, KeyedSnapshotWriter writer) throws IOException;
}
