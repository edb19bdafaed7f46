package io.weft.jobmanager;

import io.weft.api.execution.JobID;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.ReplyHandle;
import io.weft.jobmanager.step.Step;
import io.weft.jobmanager.step.Timers;
import io.weft.model.message.ClientResponse;
import io.weft.model.message.ClientResponse.JobDetails;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Clients that wait for a job to change. */
final class LongPolls {

    private record Poll(ReplyHandle reply, long knownVersion, Timers.Timer deadline) {}

    private final Step step;
    private final Map<JobID, List<Poll>> polls = new HashMap<>();

    LongPolls(Step step) {
        this.step = step;
    }

    /** Answers with {@code details} after {@code waitMs} at the latest. */
    void add(JobID job, ReplyHandle reply, long knownVersion, long waitMs, Supplier<JobDetails> details) {
        Timers.Timer deadline = step.after(waitMs, () -> {
            answer(reply, details.get());
            polls.get(job).removeIf(poll -> poll.reply().equals(reply));
        });
        polls.computeIfAbsent(job, key -> new ArrayList<>()).add(new Poll(reply, knownVersion, deadline));
    }

    /** Answers those who know an older version, and forgets the job if it has ended. True if anybody was answered. */
    boolean onVersion(JobID job, long version, boolean ended, Supplier<JobDetails> details) {
        List<Poll> waiting = polls.get(job);
        if (waiting == null) {
            return false;
        }
        List<Poll> due = waiting.stream()
                .filter(poll -> ended || poll.knownVersion() < version)
                .toList();
        if (!due.isEmpty()) {
            JobDetails answer = details.get();
            for (Poll poll : due) {
                poll.deadline().cancel();
                answer(poll.reply(), answer);
            }
            waiting.removeAll(due);
        }
        if (waiting.isEmpty()) {
            polls.remove(job);
        }
        return !due.isEmpty();
    }

    private void answer(ReplyHandle reply, JobDetails details) {
        step.effect(new Effect.Reply(reply, new ClientResponse.Job(details)));
    }
}
