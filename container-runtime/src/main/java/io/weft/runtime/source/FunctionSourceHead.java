package io.weft.runtime.source;

import io.weft.api.eventtime.Watermark;
import io.weft.api.functions.rich.OpenContext;
import io.weft.api.functions.rich.RichFunction;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.source.SourceFunction;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.runtime.chain.FunctionCheckpoints;
import io.weft.runtime.chain.Receiver;
import io.weft.runtime.chain.Rethrow;
import io.weft.runtime.channel.Element;
import io.weft.runtime.channel.RecordSizes;
import io.weft.runtime.time.MergedWatermark;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;

/**
 * Runs an older source function on a thread of its own, which hands its records over to the task's thread under the checkpoint lock. The
 * chain itself runs on the task's thread alone.
 */
final class FunctionSourceHead implements SourceHead, SourceFunction.SourceContext<Object> {

    /** How many records and events may wait for the task. */
    private static final int MAX_WAITING = 1024;

    /** About how much the records may hold that wait, as if they were serialized. */
    private static final int MAX_WAITING_BYTES = 1024 * 1024;

    private static final OpenContext OPEN_CONTEXT = new OpenContext() {};

    private static final long PATIENCE_MS = 1000;

    private final SourceFunction<Object> function;
    private final SourceContext context;
    private final FunctionCheckpoints checkpoints;
    private final TypeSerializer<Object> copier;
    private final RecordSizes sizes;
    private final Receiver next;
    private final MergedWatermark.Part watermark;
    /** The checkpoint lock: whoever has it finds the function between two of its steps. */
    private final Object lock = new Object();
    /** Taken last, and for a moment: whoever waits for room waits here, and keeps the checkpoint lock if he has it. */
    private final Object handover = new Object();

    // Guarded by the handover: the function's thread fills, the task's thread takes all at once.
    private Queue<Object> filling = new ArrayDeque<>();
    /** True while the task's thread waits for the checkpoint lock: then there is room, for it can't make any. */
    private boolean hurried;

    private int capacity;
    private boolean ended;
    private boolean canceled;
    private Throwable failure;

    // The task's own.
    private Queue<Object> taken = new ArrayDeque<>();
    private Thread thread;
    private long records;

    /** A record that has a timestamp. */
    private record Timestamped(Object record, long timestamp) {}

    /** @param objectReuse the user's promise that records are never changed after they were emitted, so they need not be copied */
    FunctionSourceHead(
            SourceFunction<Object> function,
            SourceContext context,
            TypeSerializer<Object> serializer,
            boolean objectReuse) {
        this.function = function;
        this.context = context;
        this.checkpoints = new FunctionCheckpoints(function, context.operator());
        this.copier = objectReuse || serializer.isImmutableType() ? null : serializer;
        this.sizes = new RecordSizes(serializer);
        this.capacity = sizes.recordsIn(MAX_WAITING_BYTES, MAX_WAITING);
        this.next = context.operator().outputs().main();
        this.watermark = new MergedWatermark(next).add();
    }

    @Override
    public void open() throws Exception {
        if (function instanceof RichFunction rich) {
            rich.setRuntimeContext(context.operator().runtime());
        }
        checkpoints.initialize();
        if (function instanceof RichFunction rich) {
            rich.open(OPEN_CONTEXT);
        }
    }

    @Override
    public void snapshot(CheckpointBarrier barrier) throws Exception {
        checkpoints.snapshot(barrier);
    }

    /** The function may want the checkpoint lock for it. */
    @Override
    public void checkpointCompleted(long checkpoint) throws Exception {
        betweenSteps(() -> checkpoints.completed(checkpoint));
    }

    @Override
    public void checkpointAborted(long checkpoint) throws Exception {
        betweenSteps(() -> checkpoints.aborted(checkpoint));
    }

    private void startFunction() {
        thread = new Thread(this::runFunction, "source function " + context.reader());
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
    }

    private void runFunction() {
        Throwable thrown = null;
        try {
            function.run(this);
        } catch (Throwable e) {
            thrown = e;
        }
        synchronized (handover) {
            ended = true;
            failure = thrown;
        }
        context.doorbell().ring();
    }

    @Override
    public int step(int budget) throws Exception {
        if (thread == null) {
            startFunction();
        }
        if (taken.isEmpty() && !takeAll()) {
            return 0;
        }
        int done = 0;
        for (Object item = taken.poll(); item != null; item = done < budget ? taken.poll() : null) {
            handOn(item);
            done++;
        }
        if (done == 0) {
            endInput();
            return END;
        }
        return done;
    }

    @Override
    public void endInput() throws Exception {
        next.watermark(Long.MAX_VALUE);
        next.endOfInput();
    }

    @Override
    public boolean waitsForBarriers() {
        return false;
    }

    /** What the function has emitted goes first, so that it fits together with the function's state. */
    @Override
    public void betweenRecords(Action action) throws Exception {
        betweenSteps(() -> {
            do {
                for (Object item = taken.poll(); item != null; item = taken.poll()) {
                    handOn(item);
                }
                swap();
            } while (!taken.isEmpty());
            action.run();
        });
    }

    /** The function may be waiting for room in the midst of a step, with the checkpoint lock. It gets room, and ends the step. */
    private void betweenSteps(Action action) throws Exception {
        synchronized (handover) {
            hurried = true;
            handover.notifyAll();
        }
        synchronized (lock) {
            synchronized (handover) {
                hurried = false;
            }
            action.run();
        }
    }

    private void swap() {
        synchronized (handover) {
            Queue<Object> empty = taken;
            taken = filling;
            filling = empty;
            handover.notifyAll();
        }
    }

    /** False if the function runs and has made nothing. */
    private boolean takeAll() throws Exception {
        synchronized (handover) {
            swap();
            if (taken.isEmpty() && failure != null) {
                throw Rethrow.unchecked(failure);
            }
            return ended || !taken.isEmpty();
        }
    }

    private void handOn(Object item) throws Exception {
        if (item instanceof Element.Watermark mark) {
            watermark.advance(mark.timestamp());
        } else if (item instanceof Element.Idleness) {
            watermark.idleness(true);
        } else {
            watermark.idleness(false);
            records++;
            if (item instanceof Timestamped timestamped) {
                next.process(timestamped.record, timestamped.timestamp);
            } else {
                next.process(item, Element.NO_TIMESTAMP);
            }
        }
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public void dispose() throws Exception {
        try {
            if (thread != null && thread.isAlive()) {
                endFunction();
            }
        } finally {
            if (function instanceof RichFunction rich) {
                rich.close();
            }
        }
    }

    private void endFunction() {
        synchronized (handover) {
            canceled = true;
            handover.notifyAll();
        }
        try {
            function.cancel();
        } finally {
            awaitEnd();
        }
    }

    /** The function is told again and again, for it may swallow an interruption. */
    private void awaitEnd() {
        while (thread.isAlive()) {
            try {
                thread.join(PATIENCE_MS);
            } catch (InterruptedException e) {
                // Meant for the function: it is what keeps the task from ending.
            }
            thread.interrupt();
        }
    }

    /** @param record the item or what it holds; null if it is an event */
    private void handOver(Object item, Object record) {
        boolean first;
        synchronized (lock) {
            synchronized (handover) {
                awaitRoom();
                if (canceled) {
                    return;
                }
                first = filling.isEmpty();
                filling.add(item);
                if (record != null && sizes.passed(1, record)) {
                    capacity = sizes.recordsIn(MAX_WAITING_BYTES, MAX_WAITING);
                }
            }
        }
        if (first) {
            context.doorbell().ring();
        }
    }

    @SuppressWarnings("GuardedBy") // by the caller
    private void awaitRoom() {
        try {
            while (filling.size() >= capacity && !hurried && !canceled) {
                handover.wait();
            }
        } catch (InterruptedException e) {
            throw Rethrow.unchecked(e);
        }
    }

    private Object copy(Object element) {
        Objects.requireNonNull(element, "A source function must not emit null");
        return copier == null ? element : copier.copy(element);
    }

    @Override
    public void collect(Object element) {
        Object record = copy(element);
        handOver(record, record);
    }

    @Override
    public void collectWithTimestamp(Object element, long timestamp) {
        Object record = copy(element);
        handOver(new Timestamped(record, timestamp), record);
    }

    @Override
    public void emitWatermark(Watermark mark) {
        handOver(new Element.Watermark(mark.getTimestamp()), null);
    }

    @Override
    public void markAsTemporarilyIdle() {
        handOver(new Element.Idleness(true), null);
    }

    @Override
    public Object getCheckpointLock() {
        return lock;
    }

    @Override
    public void close() {}
}
