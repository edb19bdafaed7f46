package io.weft.state.snapshot;

import io.weft.api.execution.JobID;
import io.weft.model.KeyGroupRange;
import io.weft.model.OperatorId;
import io.weft.model.checkpoint.ChannelSnapshot;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointMetadata.OperatorState;
import io.weft.model.checkpoint.CheckpointMetadata.SubtaskState;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.EnumeratorSnapshot;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.StateHandle;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the body of a metadata file, see {@code docs/state-format.md}. Each text and path is written once and then named by its number. */
final class MetadataWriter {

    static final int KEYED_NONE = 0;
    static final int KEYED_CANONICAL = 1;
    static final int KEYED_FILES = 2;
    static final int HANDLE_INLINE = 0;
    static final int HANDLE_STORED = 1;

    private final DataOutputStream out;
    /** With a slash at its end. */
    private final String directory;

    private final Map<String, Integer> texts = new HashMap<>();

    /** @param directory of the checkpoint: what lies below it is written relative to it, so that it may be moved as a whole */
    MetadataWriter(DataOutputStream out, String directory) {
        this.out = out;
        this.directory = directory + "/";
    }

    void write(CheckpointMetadata checkpoint) throws IOException {
        JobID job = checkpoint.job();
        out.writeLong(job.upper());
        out.writeLong(job.lower());
        text(checkpoint.jobName());
        CheckpointOrder order = checkpoint.order();
        out.writeLong(order.id());
        out.writeLong(order.triggeredMs());
        text(order.kind().name());
        out.writeInt(checkpoint.operators().size());
        for (OperatorState operator : checkpoint.operators()) {
            operator(operator);
        }
    }

    private void operator(OperatorState operator) throws IOException {
        id(operator.id());
        text(operator.name());
        out.writeInt(operator.maxParallelism());
        EnumeratorSnapshot enumerator = operator.enumerator();
        out.writeBoolean(enumerator != null);
        if (enumerator != null) {
            id(enumerator.source());
            out.writeInt(enumerator.version());
            handle(enumerator.bytes());
            out.writeInt(enumerator.crc32c());
        }
        out.writeInt(operator.subtasks().size());
        for (SubtaskState subtask : operator.subtasks()) {
            subtask(subtask);
        }
    }

    private void subtask(SubtaskState subtask) throws IOException {
        out.writeBoolean(subtask.finished());
        keyed(subtask.keyed());
        OperatorStateSnapshot operatorState = subtask.operatorState();
        out.writeBoolean(operatorState != null);
        if (operatorState != null) {
            handle(operatorState.bytes());
            out.writeInt(operatorState.crc32c());
            out.writeInt(operatorState.lists().size());
            for (OperatorStateSnapshot.StateList list : operatorState.lists()) {
                text(list.name());
                text(list.mode().name());
                out.writeInt(list.items());
            }
        }
        out.writeInt(subtask.channels().size());
        for (ChannelSnapshot channel : subtask.channels()) {
            out.writeInt(channel.input());
            handle(channel.bytes());
            out.writeInt(channel.crc32c());
        }
    }

    private void keyed(KeyedSnapshot keyed) throws IOException {
        if (keyed == null) {
            out.writeByte(KEYED_NONE);
        } else if (keyed instanceof KeyedSnapshot.Canonical canonical) {
            out.writeByte(KEYED_CANONICAL);
            range(canonical.range());
            handle(canonical.bytes());
            section(canonical.header());
            out.writeInt(canonical.groups().size());
            for (StateHandle.Section group : canonical.groups()) {
                section(group);
            }
        } else if (keyed instanceof KeyedSnapshot.Files files) {
            out.writeByte(KEYED_FILES);
            range(files.range());
            text(files.backend());
            handle(files.header());
            out.writeInt(files.checksum());
            out.writeInt(files.files().size());
            for (KeyedSnapshot.BackendFile file : files.files()) {
                text(file.name());
                handle(file.bytes());
                out.writeInt(file.crc32c());
            }
        }
    }

    private void range(KeyGroupRange range) throws IOException {
        out.writeInt(range.first());
        out.writeInt(range.last());
    }

    private void section(StateHandle.Section section) throws IOException {
        out.writeLong(section.offset());
        out.writeLong(section.length());
        out.writeInt(section.crc32c());
    }

    private void handle(StateHandle handle) throws IOException {
        if (handle instanceof StateHandle.Inline inline) {
            out.writeByte(HANDLE_INLINE);
            out.writeInt(inline.bytes().length);
            out.write(inline.bytes());
        } else if (handle instanceof StateHandle.Stored stored) {
            out.writeByte(HANDLE_STORED);
            boolean inside = stored.file().startsWith(directory);
            out.writeBoolean(inside);
            text(inside ? stored.file().substring(directory.length()) : stored.file());
            List<StateHandle.Extent> extents = stored.extents();
            out.writeInt(extents.size());
            for (StateHandle.Extent extent : extents) {
                out.writeLong(extent.offset());
                out.writeLong(extent.length());
            }
        }
    }

    private void id(OperatorId id) throws IOException {
        out.writeLong(id.upper());
        out.writeLong(id.lower());
    }

    private void text(String text) throws IOException {
        Integer known = texts.putIfAbsent(text, texts.size());
        if (known != null) {
            out.writeInt(known);
            return;
        }
        out.writeInt(texts.size() - 1);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
