package io.weft.state.snapshot;

import io.weft.api.execution.JobID;
import io.weft.model.KeyGroupRange;
import io.weft.model.OperatorId;
import io.weft.model.checkpoint.ChannelSnapshot;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointMetadata.OperatorState;
import io.weft.model.checkpoint.CheckpointMetadata.SubtaskState;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.EnumeratorSnapshot;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.StateHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Makes checkpoints with everything that may be in one. */
final class RandomMetadata {

    private final Random random;
    private final String directory;

    RandomMetadata(long seed, String directory) {
        this.random = new Random(seed);
        this.directory = directory;
    }

    CheckpointMetadata next() {
        CheckpointKind[] kinds = CheckpointKind.values();
        CheckpointOrder order = new CheckpointOrder(
                random.nextLong(), random.nextLong(), kinds[random.nextInt(kinds.length)], directory);
        return new CheckpointMetadata(
                new JobID(random.nextLong(), random.nextLong()), text(), order, some(this::operator));
    }

    private OperatorState operator() {
        EnumeratorSnapshot enumerator = random.nextBoolean()
                ? null
                : new EnumeratorSnapshot(id(), random.nextInt(), handle(), random.nextInt());
        return new OperatorState(id(), text(), 1 + random.nextInt(1000), enumerator, some(this::subtask));
    }

    private SubtaskState subtask() {
        OperatorStateSnapshot operatorState = random.nextBoolean()
                ? null
                : new OperatorStateSnapshot(handle(), random.nextInt(), some(this::stateList));
        return new SubtaskState(
                random.nextBoolean(),
                keyed(),
                operatorState,
                some(() -> new ChannelSnapshot(random.nextInt(2), handle(), random.nextInt())));
    }

    private OperatorStateSnapshot.StateList stateList() {
        OperatorStateSnapshot.Mode[] modes = OperatorStateSnapshot.Mode.values();
        return new OperatorStateSnapshot.StateList(text(), modes[random.nextInt(modes.length)], random.nextInt(1000));
    }

    private KeyedSnapshot keyed() {
        int first = random.nextInt(100);
        KeyGroupRange range = new KeyGroupRange(first, first - 1 + random.nextInt(100));
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> new KeyedSnapshot.Canonical(range, handle(), section(), some(this::section));
            default ->
                new KeyedSnapshot.Files(
                        range,
                        text(),
                        handle(),
                        random.nextInt(),
                        some(() -> new KeyedSnapshot.BackendFile(text(), handle(), random.nextInt())));
        };
    }

    private StateHandle.Section section() {
        return new StateHandle.Section(random.nextLong(), random.nextLong(), random.nextInt());
    }

    private StateHandle handle() {
        if (random.nextBoolean()) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            return new StateHandle.Inline(bytes);
        }
        String file = random.nextBoolean() ? directory + "/" + text() : "hdfs://elsewhere/" + text();
        return new StateHandle.Stored(file, some(() -> new StateHandle.Extent(random.nextLong(), random.nextLong())));
    }

    private OperatorId id() {
        return new OperatorId(random.nextLong(), random.nextLong());
    }

    private String text() {
        return List.of("a", "Source: Käse -> Map", "tm-1", "", "x".repeat(300)).get(random.nextInt(5));
    }

    private <T> List<T> some(Supplier<T> part) {
        List<T> list = new ArrayList<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            list.add(part.get());
        }
        return list;
    }
}
