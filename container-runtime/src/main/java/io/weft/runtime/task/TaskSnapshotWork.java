package io.weft.runtime.task;

import io.weft.model.Clock;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.checkpoint.TaskSnapshot;
import io.weft.model.checkpoint.TaskSnapshot.Figures;
import io.weft.model.checkpoint.TaskSnapshot.OperatorSnapshot;
import io.weft.state.snapshot.SnapshotStorage;
import io.weft.state.snapshot.SnapshotWork;
import java.util.ArrayList;
import java.util.List;

/** A task's part of a checkpoint after its synchronous part. */
final class TaskSnapshotWork implements SnapshotWork<TaskSnapshot> {

    private final ExecutionAttemptId task;
    private final boolean endOfData;
    private final List<SnapshotWork<OperatorSnapshot>> operators;
    private final long alignmentNanos;
    private final long synchronousNanos;
    private final Clock clock;

    TaskSnapshotWork(
            ExecutionAttemptId task,
            boolean endOfData,
            List<SnapshotWork<OperatorSnapshot>> operators,
            long alignmentNanos,
            long synchronousNanos,
            Clock clock) {
        this.task = task;
        this.endOfData = endOfData;
        this.operators = List.copyOf(operators);
        this.alignmentNanos = alignmentNanos;
        this.synchronousNanos = synchronousNanos;
        this.clock = clock;
    }

    @Override
    public TaskSnapshot write(SnapshotStorage storage) throws Exception {
        long startNanos = clock.nanos();
        List<OperatorSnapshot> written = new ArrayList<>();
        int begun = 0;
        try {
            for (SnapshotWork<OperatorSnapshot> operator : operators) {
                begun++;
                OperatorSnapshot snapshot = operator.write(storage);
                if (snapshot.keyed() != null || snapshot.operatorState() != null) {
                    written.add(snapshot);
                }
            }
        } catch (Exception e) {
            operators.subList(begun, operators.size()).forEach(SnapshotWork::discard);
            throw e;
        }
        long bytes = written.stream().mapToLong(OperatorSnapshot::sizeBytes).sum();
        Figures figures = new Figures(alignmentNanos, synchronousNanos, clock.nanos() - startNanos, bytes);
        return new TaskSnapshot(task, endOfData, written, List.of(), figures);
    }

    @Override
    public void discard() {
        operators.forEach(SnapshotWork::discard);
    }
}
