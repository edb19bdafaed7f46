package io.weft.runtime.simulation;

import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.api.source.lib.NumberSequenceSource;
import io.weft.api.source.lib.NumberSequenceSource.NumberSequenceSplit;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.message.SourceMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Hands the splits of a number sequence to whoever asks. */
final class SimulatedEnumerator {

    private static final int SPLITS = 7;
    private static final SimpleVersionedSerializer<NumberSequenceSplit> SERIALIZER =
            new NumberSequenceSource(0, 1).getSplitSerializer();

    private final List<NumberSequenceSplit> unassigned;

    /** @param unassigned what is left of {@link #splits} */
    SimulatedEnumerator(List<NumberSequenceSplit> unassigned) {
        this.unassigned = new ArrayList<>(unassigned);
    }

    static List<NumberSequenceSplit> splits() {
        List<NumberSequenceSplit> splits = new ArrayList<>();
        long from = 0;
        for (int i = 0; i < SPLITS; i++) {
            long to = ExactlyOnceSimulationTest.NUMBERS * (i + 1L) / SPLITS - 1;
            splits.add(new NumberSequenceSplit("split " + i, from, to));
            from = to + 1;
        }
        return splits;
    }

    /** The place among {@link #splits} of the one that a number is in. */
    static long splitOf(long number) {
        long split = 0;
        while (number >= ExactlyOnceSimulationTest.NUMBERS * (split + 1) / SPLITS) {
            split++;
        }
        return split;
    }

    List<NumberSequenceSplit> unassigned() {
        return List.copyOf(unassigned);
    }

    /** The answer to a reader that wants a split. */
    SourceMessage.ToReader assign(ExecutionAttemptId reader) {
        if (unassigned.isEmpty()) {
            return new SourceMessage.NoMoreSplits(reader);
        }
        try {
            byte[] split = SERIALIZER.serialize(unassigned.remove(0));
            return new SourceMessage.SplitsAssigned(reader, SERIALIZER.getVersion(), List.of(split));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
