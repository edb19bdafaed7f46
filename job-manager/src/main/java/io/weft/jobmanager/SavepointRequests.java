package io.weft.jobmanager;

import io.weft.jobmanager.checkpoint.CheckpointFacts;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.ReplyHandle;
import io.weft.jobmanager.step.Step;
import io.weft.model.message.ClientResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Savepoints that clients have asked for, by their names. A client that does not know whether it was heard asks again, and gets the same
 * answer, even when the job has ended meanwhile.
 */
final class SavepointRequests {

    private static final int REMEMBERED = 100;

    private final Step step;
    private final Map<String, List<ReplyHandle>> waiting = new HashMap<>();
    /** Oldest first. */
    private final Map<String, ClientResponse> answered = new LinkedHashMap<>();

    SavepointRequests(Step step) {
        this.step = step;
    }

    /** Takes up what is known of a job's savepoints from the JobManager before this one. */
    void recover(CheckpointFacts facts) {
        for (CheckpointFacts.Savepoint savepoint : facts.savepoints()) {
            String name = savepoint.directory().substring(savepoint.directory().lastIndexOf('/') + 1);
            answered.put(
                    name,
                    savepoint.completed()
                            ? new ClientResponse.SavepointStored(savepoint.directory())
                            : new ClientResponse.Refused(
                                    "The savepoint failed: the JobManager was lost while it was being"
                                            + " made. Nothing is left of it; ask for another."));
        }
    }

    /** True if it was not asked for before: then it is to be made, and {@link #onAnswer} follows. */
    boolean add(String name, ReplyHandle reply) {
        ClientResponse known = answered.get(name);
        if (known != null) {
            step.effect(new Effect.Reply(reply, known));
            return false;
        }
        List<ReplyHandle> askers = waiting.computeIfAbsent(name, unknown -> new ArrayList<>());
        askers.add(reply);
        return askers.size() == 1;
    }

    /** What has become of it. */
    void onAnswer(String name, ClientResponse response) {
        answered.put(name, response);
        if (answered.size() > REMEMBERED) {
            answered.remove(answered.keySet().iterator().next());
        }
        waiting.remove(name).forEach(reply -> step.effect(new Effect.Reply(reply, response)));
    }
}
