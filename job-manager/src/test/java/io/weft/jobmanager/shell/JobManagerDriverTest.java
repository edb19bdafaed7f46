package io.weft.jobmanager.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.jobmanager.JobManager;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.Event;
import io.weft.jobmanager.port.JobManagerSettings;
import io.weft.jobmanager.port.ReplyHandle;
import io.weft.model.Clock;
import io.weft.model.Epoch;
import io.weft.model.message.ClientRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The driver runs on the test's own thread: it ends by itself, or with a fault. */
class JobManagerDriverTest {

    private static final ReplyHandle ASKED = new ReplyHandle(1);

    private final List<Throwable> faults = new ArrayList<>();
    private final List<ReplyHandle> answered = new ArrayList<>();

    @Test
    void anEffectEndsIt() {
        Answers answers = new Answers();
        JobManagerDriver driver = driver(answers);
        answers.onReply = driver::stop;
        driver.post(new Event.ClientAsked(ASKED, new ClientRequest.ListJobs()));
        driver.run();
        assertThat(answered).containsExactly(ASKED);
        assertThat(faults).isEmpty();
    }

    @Test
    void anEventThatTheJobManagerFailsAtIsAFault() {
        JobManagerDriver driver = driver(new Answers());
        driver.post(new Event.ClientAsked(ASKED, null));
        driver.run();
        assertThat(faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .hasMessageContaining("handling ClientAsked")
                        .hasCauseInstanceOf(NullPointerException.class));
    }

    @Test
    void anEffectThatCannotBeCarriedOutIsAFault() {
        Answers answers = new Answers();
        answers.onReply = () -> {
            throw new AssertionError("the shell is broken");
        };
        JobManagerDriver driver = driver(answers);
        driver.post(new Event.ClientAsked(ASKED, new ClientRequest.ListJobs()));
        driver.run();
        assertThat(faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault).hasMessageContaining("the shell is broken"));
    }

    @Test
    void anInterruptIsAFaultAndIsKept() {
        Thread.currentThread().interrupt();
        driver(new Answers()).run();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault).hasCauseInstanceOf(InterruptedException.class));
    }

    private JobManagerDriver driver(Effect.Handler effects) {
        JobManagerSettings settings = JobManagerSettings.of(JobManagerSettings.Mode.SESSION, 1, "hdfs:///checkpoints");
        JobManager jobManager = new JobManager(settings, new Epoch(1), List.of(), Clock.SYSTEM.nowMs());
        return new JobManagerDriver(jobManager, effects, Clock.SYSTEM, faults::add);
    }

    /** Notes replies; nothing else happens without jobs. */
    private final class Answers implements Effect.Handler {
        private Runnable onReply = () -> {};

        @Override
        public void onReply(Effect.Reply effect) {
            answered.add(effect.to());
            onReply.run();
        }

        @Override
        public void onSend(Effect.Send effect) {}

        @Override
        public void onAppend(Effect.Append effect) {}

        @Override
        public void onRequestTaskManagers(Effect.RequestTaskManagers effect) {}

        @Override
        public void onReleaseTaskManager(Effect.ReleaseTaskManager effect) {}

        @Override
        public void onStoreCheckpoint(Effect.StoreCheckpoint effect) {}

        @Override
        public void onLoadCheckpoint(Effect.LoadCheckpoint effect) {}

        @Override
        public void onDeleteFiles(Effect.DeleteFiles effect) {}

        @Override
        public void onSweepFiles(Effect.SweepFiles effect) {}

        @Override
        public void onJobEnded(Effect.JobEnded effect) {}

        @Override
        public void onEndCluster(Effect.EndCluster effect) {}

        @Override
        public void onStepDown(Effect.StepDown effect) {}
    }
}
