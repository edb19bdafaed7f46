package io.weft.jobmanager.port;

import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.model.Failure;
import io.weft.model.TaskManagerId;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.message.ClientResponse;
import io.weft.model.message.TaskManagerMessage;
import java.util.List;
import java.util.Set;

/**
 * What the control plane wants done. The shell carries effects out in their order, over all calls of {@code handle}; it holds back
 * those that follow an {@link Append} until that record is durable. If a record can not be made durable, or it turns out that a higher
 * epoch has taken the journal over, the shell drops what it holds back and ends.
 */
public sealed interface Effect {

    void accept(Handler handler);

    /** To a TaskManager. If there is no connection the message may be dropped: whatever matters is said again. */
    record Send(TaskManagerId to, TaskManagerMessage message) implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onSend(this);
        }
    }

    /** To a client; it may be gone. */
    record Reply(ReplyHandle to, ClientResponse response) implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onReply(this);
        }
    }

    /** A fact that the next JobManager must know. */
    record Append(JournalRecord entry) implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onAppend(this);
        }
    }

    /**
     * So many TaskManagers are wanted in all, those that run or are being started among them; one that ends is replaced while the
     * total stands. A lower total withdraws requests and gives back grants of which nothing was started; what was started ends by
     * {@link ReleaseTaskManager} alone.
     */
    record RequestTaskManagers(int total) implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onRequestTaskManagers(this);
        }
    }

    /** This TaskManager's process is to end, if it hasn't; whether another takes its place is for the wanted total to say. */
    record ReleaseTaskManager(TaskManagerId taskManager) implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onReleaseTaskManager(this);
        }
    }

    /**
     * The checkpoint's metadata file is to be written. Answered by {@link Event.CheckpointStored} or {@link Event.CheckpointStoreFailed}.
     * All effects that concern checkpoints' files are carried out one after another, beside all others.
     */
    record StoreCheckpoint(CheckpointMetadata checkpoint) implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onStoreCheckpoint(this);
        }
    }

    /** Answered by {@link Event.CheckpointLoaded} or {@link Event.CheckpointLoadFailed}. */
    record LoadCheckpoint(JobID job, String pointer) implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onLoadCheckpoint(this);
        }
    }

    /** Files, and directories with all that is in them, are needed no more. They may be gone already. Failures are only logged. */
    record DeleteFiles(JobID job, List<String> paths) implements Effect {
        public DeleteFiles {
            paths = List.copyOf(paths);
        }

        @Override
        public void accept(Handler handler) {
            handler.onDeleteFiles(this);
        }
    }

    /**
     * Whatever is in the directory is needed no more, except this. Answered by {@link Event.FilesSwept}, also if some could not be
     * deleted, which is only logged.
     *
     * @param keep files, and directories with all that is in them
     */
    record SweepFiles(JobID job, String directory, Set<String> keep) implements Effect {
        public SweepFiles {
            keep = Set.copyOf(keep);
        }

        @Override
        public void accept(Handler handler) {
            handler.onSweepFiles(this);
        }
    }

    /** A job has ended; {@code failure} is null unless it FAILED. */
    record JobEnded(JobID job, JobStatus status, Failure failure) implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onJobEnded(this);
        }
    }

    /** All is done and told: the process ends. Sent once, as the last effect. */
    record EndCluster(FinalStatus status, String diagnostics) implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onEndCluster(this);
        }
    }

    /** A higher epoch rules. This JobManager has let go of everything; its process ends and touches nothing. The last effect. */
    record StepDown(String reason) implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onStepDown(this);
        }
    }

    /** One method a case. */
    interface Handler {
        void onSend(Send effect);

        void onReply(Reply effect);

        void onAppend(Append effect);

        void onRequestTaskManagers(RequestTaskManagers effect);

        void onReleaseTaskManager(ReleaseTaskManager effect);

        void onStoreCheckpoint(StoreCheckpoint effect);

        void onLoadCheckpoint(LoadCheckpoint effect);

        void onDeleteFiles(DeleteFiles effect);

        void onSweepFiles(SweepFiles effect);

        void onJobEnded(JobEnded effect);

        void onEndCluster(EndCluster effect);

        void onStepDown(StepDown effect);
    }
}
