package io.weft.runtime.taskmanager;

import io.weft.api.execution.JobID;
import io.weft.api.source.Source;
import io.weft.model.ExecutionAttemptId;
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
    private final Map<ExecutionAttemptId, EnumeratorHost> hosts = new HashMap<>();
    /** What readers elsewhere said before the enumerator was here. */
    private final Map<ExecutionAttemptId, List<SourceMessage.ToEnumerator>> early = new HashMap<>();

    Enumerators(PeerMessages peers) {
        this.peers = peers;
    }

    void start(VertexDescription vertex, Source<?, ?, ?> source, JobContext job) {
        ExecutionAttemptId first = vertex.first().attempt();
        hosts.entrySet().removeIf(entry -> closeIf(isFormer(entry.getKey(), first), entry.getValue()));
        early.keySet().removeIf(key -> isFormer(key, first));
        EnumeratorHost host =
                new EnumeratorHost(source, vertex.name(), vertex.parallelism(), job.userCode(), peers::send);
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
