package io.weft.runtime.taskmanager;

import io.weft.api.execution.JobID;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.message.SourceMessage;
import io.weft.model.message.TaskManagerMessage.VertexDescription;
import io.weft.runtime.source.EnumeratorHost;
import io.weft.runtime.task.JobContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The split enumerators in this TaskManager, each by the task of its vertex's subtask 0. Owned by the control thread. */
final class Enumerators {

    private final PeerMessages peers;
    private final Checkpoints checkpoints;
    private final Map<ExecutionAttemptId, EnumeratorHost> hosts = new HashMap<>();
    /** What readers elsewhere said before the enumerator was here. */
    private final Map<ExecutionAttemptId, List<SourceMessage.ToEnumerator>> early = new HashMap<>();

    Enumerators(PeerMessages peers, Checkpoints checkpoints) {
        this.peers = peers;
        this.checkpoints = checkpoints;
    }

    void start(VertexDescription vertex, EnumeratorHost.Origin origin, JobContext job) {
        ExecutionAttemptId first = vertex.first().attempt();
        hosts.entrySet().removeIf(entry -> closeIf(isFormer(entry.getKey(), first), entry.getValue()));
        early.keySet().removeIf(key -> isFormer(key, first));
        EnumeratorHost host =
                new EnumeratorHost(origin, vertex.name(), vertex.parallelism(), job.userCode(), peers::send);
        hosts.put(first, host);
        host.start();
        List<SourceMessage.ToEnumerator> waiting = early.remove(first);
        if (waiting != null) {
            waiting.forEach(host::onMessage);
        }
    }

    void deliver(ExecutionAttemptId to, SourceMessage.ToEnumerator message) {
        EnumeratorHost host = hosts.get(to);
        if (host != null) {
            host.onMessage(message);
        } else {
            early.computeIfAbsent(to, unknown -> new ArrayList<>()).add(message);
        }
    }

    /**
     * Has the enumerators of a job make their parts of a checkpoint, and then their readers theirs.
     *
     * @return how many enumerators there are
     */
    int trigger(JobID job, CheckpointBarrier barrier) {
        List<EnumeratorHost> taking = of(job);
        for (EnumeratorHost host : taking) {
            var unused = host.checkpoint(barrier).whenComplete((work, failure) -> {
                if (failure == null) {
                    checkpoints.enumeratorMade(job, barrier.checkpoint(), work);
                } else {
                    checkpoints.declined(job, barrier.checkpoint(), failure);
                }
            });
        }
        return taking.size();
    }

    void checkpointCompleted(JobID job, long checkpoint) {
        of(job).forEach(host -> host.checkpointCompleted(checkpoint));
    }

    void checkpointAborted(JobID job, long checkpoint) {
        of(job).forEach(host -> host.checkpointAborted(checkpoint));
    }

    /** The task of subtask 0 has failed or was cancelled, and with it all readers: what it hosted is of no use to anybody. */
    void taskLost(ExecutionAttemptId first) {
        early.remove(first);
        EnumeratorHost host = hosts.remove(first);
        if (host != null) {
            host.close();
        }
    }

    private List<EnumeratorHost> of(JobID job) {
        return hosts.entrySet().stream()
                .filter(entry -> entry.getKey().job().equals(job))
                .map(Map.Entry::getValue)
                .toList();
    }

    void release(JobID job) {
        hosts.entrySet().removeIf(entry -> closeIf(entry.getKey().job().equals(job), entry.getValue()));
        early.keySet().removeIf(key -> key.job().equals(job));
    }

    private static boolean isFormer(ExecutionAttemptId known, ExecutionAttemptId next) {
        return known.job().equals(next.job()) && known.vertex() == next.vertex() && known.attempt() < next.attempt();
    }

    private static boolean closeIf(boolean condition, EnumeratorHost host) {
        if (condition) {
            host.close();
        }
        return condition;
    }
}
