package io.weft.model.message;

import io.weft.api.execution.JobID;
import io.weft.model.Epoch;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.Failure;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.model.TaskState;
import io.weft.model.checkpoint.EnumeratorSnapshot;
import io.weft.model.checkpoint.TaskSnapshot;
import java.util.List;
import java.util.Map;

/** What a TaskManager tells the JobManager. */
public sealed interface JobManagerMessage {

    TaskManagerId sender();

    /**
     * Says hello to a JobManager, again after each reconnection.
     *
     * @param highestEpoch the highest epoch this TaskManager has seen
     * @param tasks the tasks it has, with which a new JobManager rebuilds its picture
     */
    record Register(TaskManagerLocation location, int slots, Epoch highestEpoch, List<TaskReport> tasks)
            implements JobManagerMessage {
        @Override
        public TaskManagerId sender() {
            return location.id();
        }
    }

    /** Says that the TaskManager lives. The reports repeat every task's state, so a lost {@link TaskChanged} heals. */
    record TaskManagerHeartbeat(TaskManagerId sender, Epoch epoch, List<TaskReport> tasks)
            implements JobManagerMessage {}

    /** A task has reached a new state. */
    record TaskChanged(TaskManagerId sender, TaskReport task) implements JobManagerMessage {}

    /**
     * What tasks here have done for a checkpoint; everything in it is durable. There may be several for one checkpoint. Lost with its
     * connection, and then the checkpoint times out.
     */
    record CheckpointAcknowledged(
            TaskManagerId sender,
            JobID job,
            long checkpoint,
            List<TaskSnapshot> tasks,
            List<EnumeratorSnapshot> enumerators)
            implements JobManagerMessage {}

    /** A task here can't make the checkpoint, for this reason; the task goes on. */
    record CheckpointDeclined(TaskManagerId sender, JobID job, long checkpoint, Failure reason)
            implements JobManagerMessage {}

    /**
     * A task as its TaskManager sees it. A task that has ended is reported on until ReleaseJob, or DeployTasks with a higher attempt
     * of its subtask, has arrived.
     *
     * @param slot number of the TaskManager's slot that it runs in; of no meaning in the answer to a cancellation of a task that is
     *     not known here
     * @param endOfData true if it has had all its input and only waits, RUNNING, for a checkpoint it takes part in to complete
     * @param failure set exactly if the state is FAILED
     * @param figures counters and gauges by name (records in and out, busy, idle and backpressured ms): approximate, for people
     */
    record TaskReport(
            ExecutionAttemptId attempt,
            int slot,
            TaskState state,
            boolean endOfData,
            Failure failure,
            Map<String, Long> figures) {}
}
