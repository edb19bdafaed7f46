package io.weft.state.inspection;

import io.weft.model.checkpoint.ChannelSnapshot;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointMetadata.OperatorState;
import io.weft.model.checkpoint.CheckpointMetadata.SubtaskState;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.state.operator.ItemList;
import io.weft.state.operator.OperatorStateFormat;
import io.weft.state.snapshot.StateReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a checkpoint or savepoint piece by piece, whichever backend has written it. None of the job's classes is needed for what serializers
 * tell about themselves; structures whose class is missing are read as rows. What can't be read is named, and the rest is read.
 */
public final class CheckpointInspector {

    private final CheckpointMetadata checkpoint;
    private final ClassLoader userCode;
    private final Path scratch;

    /**
     * @param userCode finds the job's classes, if they are there
     * @param scratch a directory on this machine for files that have to be there to be read; it is left as it was
     */
    public CheckpointInspector(CheckpointMetadata checkpoint, ClassLoader userCode, Path scratch) {
        this.checkpoint = checkpoint;
        this.userCode = userCode;
        this.scratch = scratch;
    }

    /** Which states there are, from what lies before the values; takes as long for much state as for little. */
    public List<OperatorReport> list() throws IOException {
        return inspect(null);
    }

    /** Reads all that is selected. Operators that are not selected are left out. */
    public List<OperatorReport> read(Selection selection) throws IOException {
        return inspect(selection);
    }

    private List<OperatorReport> inspect(Selection selection) throws IOException {
        List<OperatorReport> reports = new ArrayList<>();
        try (StateReader reader = new StateReader()) {
            for (OperatorState operator : checkpoint.operators()) {
                if (selection == null || selection.takes(operator)) {
                    reports.add(inspect(operator, selection, reader));
                }
            }
        }
        return reports;
    }

    private OperatorReport inspect(OperatorState operator, Selection selection, StateReader reader) {
        Problems problems = new Problems();
        KeyedInspection keyed = new KeyedInspection(
                operator.maxParallelism(), selection, userCode, reader, scratch.resolve("database"), problems);
        OperatorStateInspection items = new OperatorStateInspection(selection, userCode, problems);
        for (int subtask = 0; subtask < operator.subtasks().size(); subtask++) {
            SubtaskState state = operator.subtasks().get(subtask);
            if (state.keyed() != null) {
                keyed.inspect(state.keyed(), "the keyed state of subtask " + subtask);
            }
            if (state.operatorState() != null) {
                read(state.operatorState(), "The operator state of subtask " + subtask, reader, items, problems);
            }
            if (selection != null) {
                check(subtask, state.channels(), reader, problems);
            }
        }
        OperatorReport.Enumerator enumerator = enumerator(operator, selection, reader, problems);
        return new OperatorReport(
                operator.id().toString(),
                operator.name(),
                operator.subtasks().size(),
                operator.maxParallelism(),
                (int) operator.subtasks().stream()
                        .filter(SubtaskState::finished)
                        .count(),
                bytes(operator),
                keyed.keyType(),
                keyed.report(),
                items.report(),
                enumerator,
                inFlight(operator),
                problems.found());
    }

    private static void read(
            OperatorStateSnapshot snapshot,
            String where,
            StateReader reader,
            OperatorStateInspection items,
            Problems problems) {
        problems.collect(where, () -> {
            List<ItemList> lists = OperatorStateFormat.read(reader.read(snapshot.bytes(), snapshot.crc32c()));
            lists.forEach(items::inspect);
        });
    }

    private static void check(int subtask, List<ChannelSnapshot> channels, StateReader reader, Problems problems) {
        for (ChannelSnapshot channel : channels) {
            problems.collect(
                    "Records in flight to subtask " + subtask,
                    () -> reader.copy(channel.bytes(), channel.crc32c(), OutputStream::nullOutputStream));
        }
    }

    private static OperatorReport.Enumerator enumerator(
            OperatorState operator, Selection selection, StateReader reader, Problems problems) {
        var snapshot = operator.enumerator();
        if (snapshot == null) {
            return null;
        }
        if (selection != null) {
            problems.collect(
                    "The split enumerator's state",
                    () -> reader.copy(snapshot.bytes(), snapshot.crc32c(), OutputStream::nullOutputStream));
        }
        return new OperatorReport.Enumerator(
                snapshot.version(), snapshot.bytes().length());
    }

    private static List<OperatorReport.InFlight> inFlight(OperatorState operator) {
        Map<Integer, OperatorReport.InFlight> byInput = new TreeMap<>();
        for (SubtaskState subtask : operator.subtasks()) {
            Map<Integer, Long> bytes = new TreeMap<>();
            subtask.channels()
                    .forEach(channel ->
                            bytes.merge(channel.input(), channel.bytes().length(), Long::sum));
            bytes.forEach((input, some) -> byInput.merge(
                    input,
                    new OperatorReport.InFlight(input, 1, some),
                    (one, other) -> new OperatorReport.InFlight(
                            input, one.subtasks() + other.subtasks(), one.bytes() + other.bytes())));
        }
        return List.copyOf(byInput.values());
    }

    private static long bytes(OperatorState operator) {
        long bytes = operator.enumerator() == null
                ? 0
                : operator.enumerator().bytes().length();
        for (SubtaskState subtask : operator.subtasks()) {
            bytes += subtask.keyed() == null ? 0 : subtask.keyed().sizeBytes();
            bytes += subtask.operatorState() == null
                    ? 0
                    : subtask.operatorState().bytes().length();
            for (ChannelSnapshot channel : subtask.channels()) {
                bytes += channel.bytes().length();
            }
        }
        return bytes;
    }
}
