package io.weft.jobmanager.shell;

import io.weft.jobmanager.JobManager;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.Event;
import io.weft.model.Clock;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The thread of the JobManager: brings it events one at a time, wakes it when it asked to be woken, and carries out its effects in their
 * order. {@link #post} may be called by any thread.
 */
public final class JobManagerDriver implements Runnable {

    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final JobManager jobManager;
    private final Effect.Handler effects;
    private final Clock clock;
    private final Consumer<Throwable> onFault;
    private boolean stopped;

    /**
     * @param onFault learns on the JobManager's thread, once and as its last act, why that ends although nobody has stopped it: a bug of
     *     ours, or the machine's end. Nothing is known of the control plane's state then, so its cluster must not go on
     */
    public JobManagerDriver(JobManager jobManager, Effect.Handler effects, Clock clock, Consumer<Throwable> onFault) {
        this.jobManager = jobManager;
        this.effects = effects;
        this.clock = clock;
        this.onFault = onFault;
    }

    public void post(Event event) {
        events.add(event);
    }

    /** Ends {@link #run} after the effects being carried out. Only for effects. */
    public void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        String doing = "starting";
        try {
            carryOut(jobManager.start(clock.nowMs()));
            while (!stopped) {
                doing = "waiting for an event";
                Event event = events.poll(jobManager.nextWakeupMs() - clock.nowMs(), TimeUnit.MILLISECONDS);
                Event next = event == null ? new Event.TimePassed() : event;
                doing = "handling " + next.getClass().getSimpleName();
                carryOut(jobManager.handle(next, clock.nowMs()));
            }
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            onFault.accept(new IllegalStateException("The JobManager failed while " + doing + ": " + e, e));
        }
    }

    private void carryOut(List<Effect> wanted) {
        for (Effect effect : wanted) {
            effect.accept(effects);
        }
    }
}
