package io.weft.jobmanager.port;

import io.weft.api.execution.JobID;
import io.weft.model.Failure;
import io.weft.model.TaskManagerId;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.JobManagerMessage;
import java.util.Objects;

/** What the shell tells the control plane. */
public sealed interface Event {

    void accept(Handler handler);

    /** A client asks. The answer is a {@link Effect.Reply} with the same handle, now or later. */
    record ClientAsked(ReplyHandle reply, ClientRequest request) implements Event {
        @Override
        public void accept(Handler handler) {
            handler.onClientAsked(this);
        }
    }

    /**
     * A TaskManager says something. Messages of one connection come in the order in which they were sent; nothing of a connection
     * comes after its {@link ConnectionLost}, or after a Register over a newer one.
     */
    record MessageArrived(JobManagerMessage message) implements Event {
        @Override
        public void accept(Handler handler) {
            handler.onMessageArrived(this);
        }
    }

    /**
     * The connection to a TaskManager broke; what was under way in either direction may be lost. It may well come back. Not told of a
     * connection that a newer one of the same TaskManager has replaced.
     */
    record ConnectionLost(TaskManagerId taskManager) implements Event {
        @Override
        public void accept(Handler handler) {
            handler.onConnectionLost(this);
        }
    }

    /**
     * A TaskManager's process has ended, or could not be started. To be told before a replacement is asked for: the wanted total may
     * change with it.
     *
     * @param diagnostics what the cluster says about it, for people
     */
    record TaskManagerEnded(TaskManagerId taskManager, String diagnostics) implements Event {
        @Override
        public void accept(Handler handler) {
            handler.onTaskManagerEnded(this);
        }
    }

    /**
     * The TaskManagers that are wanted can not be had.
     *
     * @param reason for people, with what to do about it
     * @param forever false if waiting may help (a full queue); true if it can't (a request bigger than any node), which fails the jobs
     *     that wait
     */
    record ResourcesUnavailable(String reason, boolean forever) implements Event {
        public ResourcesUnavailable {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public void accept(Handler handler) {
            handler.onResourcesUnavailable(this);
        }
    }

    /** Application mode: the user's main program has ended, and submits no more jobs; {@code failure} is null if it returned. */
    record MainEnded(Failure failure) implements Event {
        @Override
        public void accept(Handler handler) {
            handler.onMainEnded(this);
        }
    }

    /** The metadata file is durable. */
    record CheckpointStored(JobID job, long checkpoint, String pointer) implements Event {
        @Override
        public void accept(Handler handler) {
            handler.onCheckpointStored(this);
        }
    }

    /** It is not, or that is not known. */
    record CheckpointStoreFailed(JobID job, long checkpoint, Failure failure) implements Event {
        @Override
        public void accept(Handler handler) {
            handler.onCheckpointStoreFailed(this);
        }
    }

    /** A checkpoint that was asked for. */
    record CheckpointLoaded(JobID job, String pointer, CheckpointMetadata checkpoint) implements Event {
        @Override
        public void accept(Handler handler) {
            handler.onCheckpointLoaded(this);
        }
    }

    /** It can't be read: for ever if {@code failure.corruptCheckpoint()}, else perhaps only now. */
    record CheckpointLoadFailed(JobID job, String pointer, Failure failure) implements Event {
        @Override
        public void accept(Handler handler) {
            handler.onCheckpointLoadFailed(this);
        }
    }

    /** The job's directory has been swept. */
    record FilesSwept(JobID job) implements Event {
        @Override
        public void accept(Handler handler) {
            handler.onFilesSwept(this);
        }
    }

    /** The wake-up time has come. */
    record TimePassed() implements Event {
        @Override
        public void accept(Handler handler) {
            handler.onTimePassed(this);
        }
    }

    /** One method a case. */
    interface Handler {
        void onClientAsked(ClientAsked event);

        void onMessageArrived(MessageArrived event);

        void onConnectionLost(ConnectionLost event);

        void onTaskManagerEnded(TaskManagerEnded event);

        void onResourcesUnavailable(ResourcesUnavailable event);

        void onMainEnded(MainEnded event);

        void onCheckpointStored(CheckpointStored event);

        void onCheckpointStoreFailed(CheckpointStoreFailed event);

        void onCheckpointLoaded(CheckpointLoaded event);

        void onCheckpointLoadFailed(CheckpointLoadFailed event);

        void onFilesSwept(FilesSwept event);

        void onTimePassed(TimePassed event);
    }
}
