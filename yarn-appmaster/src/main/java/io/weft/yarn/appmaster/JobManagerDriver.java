package io.weft.yarn.appmaster;

import io.weft.jobmanager.JobManager;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.Event;
import io.weft.model.Clock;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The thread of the JobManager: brings it events one at a time, wakes it when it asked to be woken, and carries out its effects in their
 * order. {@link #post} may be called by any thread.
 */
final class JobManagerDriver implements Runnable {

    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final JobManager jobManager;
    private final Effect.Handler effects;
    private final Clock clock;
    private boolean stopped;

    JobManagerDriver(JobManager jobManager, Effect.Handler effects, Clock clock) {
        this.jobManager = jobManager;
        this.effects = effects;
        this.clock = clock;
    }

    void post(Event event) {
        events.add(event);
    }

    /** Ends {@link #run} after the effect being carried out. Only for effects. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            carryOut(jobManager.start(clock.nowMs()));
            while (!stopped) {
                Event event = events.poll(jobManager.nextWakeupMs() - clock.nowMs(), TimeUnit.MILLISECONDS);
                carryOut(jobManager.handle(event == null ? new Event.TimePassed() : event, clock.nowMs()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carryOut(List<Effect> wanted) {
        for (Effect effect : wanted) {
            effect.accept(effects);
        }
    }
}
