package io.weft.runtime.task;

import io.weft.model.Clock;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.checkpoint.ChannelSnapshot;
import io.weft.model.checkpoint.TaskSnapshot;
import io.weft.model.checkpoint.TaskSnapshot.Figures;
import io.weft.model.checkpoint.TaskSnapshot.OperatorSnapshot;
import io.weft.runtime.task.Checkpointing.Taken;
import io.weft.state.snapshot.SnapshotStorage;
import io.weft.state.snapshot.SnapshotWork;
import java.util.ArrayList;
import java.util.List;

/** A task's part of a checkpoint after its synchronous part. */
record TaskSnapshotWork(ExecutionAttemptId task, Taken taken, List<InFlightRecords> channels, Clock clock)
        implements SnapshotWork<TaskSnapshot> {

    @Override
    public TaskSnapshot write(SnapshotStorage storage) throws Exception {
        long startNanos = clock.nanos();
        List<OperatorSnapshot> operators = new ArrayList<>();
        List<ChannelSnapshot> inFlight = new ArrayList<>();
        long bytes = 0;
        int begun = 0;
        try {
            for (SnapshotWork<OperatorSnapshot> work : taken.works()) {
                begun++;
                OperatorSnapshot operator = work.write(storage);
                if (operator.keyed() != null || operator.operatorState() != null) {
                    operators.add(operator);
                    bytes += operator.sizeBytes();
                }
            }
        } catch (Exception e) {
            taken.works().subList(begun, taken.works().size()).forEach(SnapshotWork::discard);
            throw e;
        }
        for (InFlightRecords channel : channels) {
            ChannelSnapshot snapshot = channel.write(storage);
            inFlight.add(snapshot);
            bytes += snapshot.bytes().length();
        }
        Figures figures = new Figures(taken.alignmentNanos(), taken.syncNanos(), clock.nanos() - startNanos, bytes);
        return new TaskSnapshot(task, taken.endOfData(), operators, inFlight, figures);
    }

    @Override
    public void discard() {
        taken.works().forEach(SnapshotWork::discard);
    }
}
