package io.weft.model.checkpoint;

import io.weft.model.checkpoint.CheckpointMetadata.OperatorState;
import io.weft.model.checkpoint.CheckpointMetadata.SubtaskState;
import java.util.HashSet;
import java.util.Set;

/** Which files a checkpoint refers to: its own, and those of earlier ones. */
public final class CheckpointFiles {

    private final Set<String> files = new HashSet<>();

    private CheckpointFiles() {}

    /** All files with state; the metadata file is not among them. */
    public static Set<String> of(CheckpointMetadata checkpoint) {
        CheckpointFiles found = new CheckpointFiles();
        checkpoint.operators().forEach(found::add);
        return found.files;
    }

    private void add(OperatorState operator) {
        if (operator.enumerator() != null) {
            add(operator.enumerator().bytes());
        }
        for (SubtaskState subtask : operator.subtasks()) {
            add(subtask.keyed());
            if (subtask.operatorState() != null) {
                add(subtask.operatorState().bytes());
            }
            for (ChannelSnapshot channel : subtask.channels()) {
                add(channel.bytes());
            }
        }
    }

    private void add(KeyedSnapshot keyed) {
        if (keyed instanceof KeyedSnapshot.Canonical canonical) {
            add(canonical.bytes());
        } else if (keyed instanceof KeyedSnapshot.Files own) {
            add(own.header());
            own.files().forEach(file -> add(file.bytes()));
        }
    }

    private void add(StateHandle handle) {
        if (handle instanceof StateHandle.Stored stored) {
            files.add(stored.file());
        }
    }
}
