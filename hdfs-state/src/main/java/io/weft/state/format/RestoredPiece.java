package io.weft.state.format;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of one state in one restored snapshot, as they were written.
 *
 * @param blocks the chunks of each key group that has rows
 */
public record RestoredPiece(StateSchema schema, Map<Integer, List<byte[]>> blocks) {

    RestoredPiece(StateSchema schema) {
        this(schema, new TreeMap<>());
    }

    /** The rows of a key group. */
    public RowReader rows(int group) {
        return new RowReader(blocks.get(group));
    }

    /** Takes the rows of a key group away; null if it has none. */
    RowReader take(int group) {
        List<byte[]> chunks = blocks.remove(group);
        return chunks == null ? null : new RowReader(chunks);
    }

    /** Passes a key group's rows on to another snapshot. */
    public void pass(int group, int state, KeyedSnapshotWriter writer) throws IOException {
        List<byte[]> chunks = blocks.get(group);
        if (chunks != null) {
            writer.block(state, chunks);
        }
    }
}
