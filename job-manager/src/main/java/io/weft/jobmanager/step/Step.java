package io.weft.jobmanager.step;

import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.JournalRecord;
import io.weft.model.Epoch;
import io.weft.model.TaskManagerId;
import io.weft.model.message.TaskManagerMessage;
import java.util.ArrayList;
import java.util.List;

/** The step being made: all parts of one JobManager share it. The clock is read once a step, by the shell, and never goes back. */
public final class Step {

    private final Epoch epoch;
    private final Timers timers = new Timers();
    private List<Effect> effects = new ArrayList<>();
    private long nowMs;

    public Step(Epoch epoch, long nowMs) {
        this.epoch = epoch;
        this.nowMs = nowMs;
    }

    public Epoch epoch() {
        return epoch;
    }

    public long nowMs() {
        return nowMs;
    }

    public Timers timers() {
        return timers;
    }

    /** A clock that was set back is taken as standing still. */
    public void advanceTo(long newNowMs) {
        nowMs = Math.max(nowMs, newNowMs);
    }

    public void effect(Effect effect) {
        effects.add(effect);
    }

    public void send(TaskManagerId to, TaskManagerMessage message) {
        effects.add(new Effect.Send(to, message));
    }

    public void append(JournalRecord entry) {
        effects.add(new Effect.Append(entry));
    }

    /** Runs the action in the first step that is made {@code delayMs} from now or later. */
    public Timers.Timer after(long delayMs, Runnable action) {
        return timers.at(nowMs + delayMs, action);
    }

    /** The effects since the last call, in their order. */
    public List<Effect> takeEffects() {
        List<Effect> taken = effects;
        effects = new ArrayList<>();
        return taken;
    }
}
