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
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link MetadataWriter} has written. The bytes have been checked, so what does not fit is a bug of whoever wrote them. */
final class MetadataReader {

    private final DataInputStream in;
    private final String directory;
    private final List<String> texts = new ArrayList<>();

    /** @param directory where the checkpoint is now */
    MetadataReader(DataInputStream in, String directory) {
        this.in = in;
        this.directory = directory;
    }

    /** Reads one thing. */
    private interface Part<T> {
        T read() throws IOException;
    }

    CheckpointMetadata read() throws IOException {
        JobID job = new JobID(in.readLong(), in.readLong());
        String jobName = text();
        CheckpointOrder order =
                new CheckpointOrder(in.readLong(), in.readLong(), CheckpointKind.valueOf(text()), directory);
        return new CheckpointMetadata(job, jobName, order, list(this::operator));
    }

    private OperatorState operator() throws IOException {
        OperatorId id = id();
        String name = text();
        int maxParallelism = in.readInt();
        EnumeratorSnapshot enumerator =
                in.readBoolean() ? new EnumeratorSnapshot(id(), in.readInt(), handle(), in.readInt()) : null;
        return new OperatorState(id, name, maxParallelism, enumerator, list(this::subtask));
    }

    private SubtaskState subtask() throws IOException {
        boolean finished = in.readBoolean();
        KeyedSnapshot keyed = keyed();
        OperatorStateSnapshot operatorState =
                in.readBoolean() ? new OperatorStateSnapshot(handle(), in.readInt(), list(this::stateList)) : null;
        return new SubtaskState(
                finished, keyed, operatorState, list(() -> new ChannelSnapshot(in.readInt(), handle(), in.readInt())));
    }

    private OperatorStateSnapshot.StateList stateList() throws IOException {
        return new OperatorStateSnapshot.StateList(text(), OperatorStateSnapshot.Mode.valueOf(text()), in.readInt());
    }

    private KeyedSnapshot keyed() throws IOException {
        int form = in.readByte();
        return switch (form) {
            case MetadataWriter.KEYED_NONE -> null;
            case MetadataWriter.KEYED_CANONICAL ->
                new KeyedSnapshot.Canonical(range(), handle(), section(), list(this::section));
            case MetadataWriter.KEYED_FILES ->
                new KeyedSnapshot.Files(
                        range(),
                        text(),
                        handle(),
                        in.readInt(),
                        list(() -> new KeyedSnapshot.BackendFile(text(), handle(), in.readInt())));
            default -> throw new IOException("There is no form of keyed state with number " + form);
        };
    }

    private KeyGroupRange range() throws IOException {
        return new KeyGroupRange(in.readInt(), in.readInt());
    }

    private StateHandle.Section section() throws IOException {
        return new StateHandle.Section(in.readLong(), in.readLong(), in.readInt());
    }

    private StateHandle handle() throws IOException {
        int form = in.readByte();
        return switch (form) {
            case MetadataWriter.HANDLE_INLINE -> new StateHandle.Inline(bytes());
            case MetadataWriter.HANDLE_STORED -> {
                boolean inside = in.readBoolean();
                String file = text();
                yield new StateHandle.Stored(
                        inside ? directory + "/" + file : file,
                        list(() -> new StateHandle.Extent(in.readLong(), in.readLong())));
            }
            default -> throw new IOException("There is no form of state handle with number " + form);
        };
    }

    private OperatorId id() throws IOException {
        return new OperatorId(in.readLong(), in.readLong());
    }

    private String text() throws IOException {
        int number = in.readInt();
        if (number == texts.size()) {
            texts.add(new String(bytes(), StandardCharsets.UTF_8));
        }
        return texts.get(number);
    }

    private byte[] bytes() throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    private <T> List<T> list(Part<T> part) throws IOException {
        int size = in.readInt();
        List<T> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(part.read());
        }
        return list;
    }
}
