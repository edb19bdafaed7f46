package io.weft.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.datastream.DataStream;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.execution.JobClient;
import io.weft.api.execution.JobExecutionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the settings of checkpoints say is what a running job does. */
@Timeout(120)
class CheckpointPaceTest {
    private static final int BOUNDED = 500;

    @TempDir
    private Path folder;

    private final Probe probe = Probe.reset();

    private StreamExecutionEnvironment environment(String... settings) {
        return ProbedJob.environment(folder.toUri().toString(), settings);
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private JobClient start(StreamExecutionEnvironment env) throws Exception {
        ProbedJob.countAndCommit(ProbedJob.numbers(env));
        return env.executeAsync();
    }

    private void finish(JobClient job) throws Exception {
        probe.finish = true;
        job.getJobExecutionResult().get();
    }

    /** How often each number was committed must be once. */
    private static void requireNumbersOnce(List<String> lines) {
        List<String> numbers =
                lines.stream().map(line -> line.substring(0, line.indexOf(':'))).toList();
        assertThat(numbers).doesNotHaveDuplicates();
    }

    @Test
    void goesOnMakingCheckpointsWhenSomeSourcesHaveFinished() throws Exception {
        StreamExecutionEnvironment env =
                environment("restart-strategy.type", "fixed-delay", "restart-strategy.fixed-delay.delay", "1 ms");
        DataStream<Long> bounded = env.fromSequence(-BOUNDED, -1).uid("bounded");
        ProbedJob.countAndCommit(ProbedJob.numbers(env).union(bounded));
        JobClient job = env.executeAsync();
        await(() -> committedBounded().size() == BOUNDED);
        int before = probe.completed.size();
        await(() -> probe.completed.size() > before + 3);

        AtomicBoolean failed = new AtomicBoolean();
        probe.onNumber = number -> {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalStateException("once");
            }
        };
        await(failed::get);
        int atFailure = probe.completed.size();
        await(() -> probe.completed.size() > atFailure + 3);
        finish(job);

        requireNumbersOnce(CommittingSink.COMMITTED);
        assertThat(committedBounded()).hasSize(BOUNDED);
        int unbounded = CommittingSink.COMMITTED.size() - BOUNDED;
        Set<String> all = Set.copyOf(CommittingSink.COMMITTED);
        assertThat(all).as("the last number").anyMatch(line -> line.startsWith((unbounded - 1) + ":"));
    }

    private static Set<String> committedBounded() {
        return CommittingSink.COMMITTED.stream()
                .filter(line -> line.startsWith("-"))
                .collect(Collectors.toSet());
    }

    @Test
    void makesAsManyAtOnceAsItMay() throws Exception {
        // The first is complete only after two more have begun, and a fourth must not.
        probe.onSnapshot = checkpoint -> await(() -> checkpoint > 1 || probe.begun.contains(3L));
        JobClient job = start(environment(
                "execution.checkpointing.max-concurrent-checkpoints", "3", "execution.checkpointing.timeout", "60 s"));
        await(() -> probe.completed.size() > 5);
        assertThat(probe.begun).startsWith(1L, 2L, 3L);
        finish(job);
        requireNumbersOnce(CommittingSink.COMMITTED);
    }

    @Test
    void givesUpWhatTakesTooLongAndGoesOn() throws Exception {
        probe.onSnapshot = checkpoint -> await(() -> checkpoint > 1 || probe.aborted.contains(1L));
        JobClient job = start(environment(
                "execution.checkpointing.timeout", "200 ms",
                "execution.checkpointing.tolerable-failed-checkpoints", "1000"));
        await(() -> !probe.completed.isEmpty());
        assertThat(probe.aborted).contains(1L);
        assertThat(probe.completed).doesNotContain(1L);
        finish(job);
        requireNumbersOnce(CommittingSink.COMMITTED);
    }

    @Test
    void failsWithTheCauseWhenMoreFailThanItTolerates() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        probe.onSnapshot = checkpoint -> {
            failures.incrementAndGet();
            throw new IOException("no room today");
        };
        StreamExecutionEnvironment env = environment("execution.checkpointing.tolerable-failed-checkpoints", "2");
        ProbedJob.countAndCommit(ProbedJob.numbers(env));
        assertThatThrownBy(env::execute)
                .isInstanceOf(JobExecutionException.class)
                .hasMessageContaining("execution.checkpointing.tolerable-failed-checkpoints")
                .hasMessageContaining("no room today");
        assertThat(failures).hasValue(3);
        assertThat(CommittingSink.COMMITTED).isEmpty();
    }

    @Test
    void aCheckpointThatSucceedsMakesUpForThoseThatFailedBefore() throws Exception {
        probe.onSnapshot = checkpoint -> {
            if (checkpoint % 3 != 0) {
                throw new IOException("no room today");
            }
        };
        JobClient job = start(environment("execution.checkpointing.tolerable-failed-checkpoints", "2"));
        await(() -> probe.completed.size() >= 4);
        assertThat(probe.completed).startsWith(3L, 6L, 9L, 12L);
        probe.onSnapshot = checkpoint -> {};
        finish(job);
        requireNumbersOnce(CommittingSink.COMMITTED);
    }
}
