package io.weft.runtime.source;

import io.weft.api.eventtime.Watermark;
import io.weft.api.functions.OpenContext;
import io.weft.api.functions.RichFunction;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.source.SourceFunction;
import io.weft.runtime.channel.Element;
import io.weft.runtime.operator.MergedWatermark;
import io.weft.runtime.operator.Receiver;
import io.weft.runtime.operator.Rethrow;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;

/**
 * Runs an older source function on a thread of its own, which hands its records over to the task's thread under the checkpoint lock. The
 * chain itself runs on the task's thread alone.
 */
final class FunctionSourceHead implements SourceHead, SourceFunction.SourceContext<Object> {

    /** How many records and events may wait for the task. */
    private static final int CAPACITY = 1024;

    private static final OpenContext OPEN_CONTEXT = new OpenContext() {};

    private static final long PATIENCE_MS = 1000;

    private final SourceFunction<Object> function;
    private final SourceContext context;
    private final TypeSerializer<Object> copier;
    private final Receiver next;
    private final MergedWatermark.Part watermark;
    private final Object lock = new Object();

    // Guarded by the lock: the function's thread fills, the task's thread takes all at once.
    private Queue<Object> filling = new ArrayDeque<>();
    private boolean ended;
    private boolean canceled;
    private Throwable failure;

    // The task's own.
    private Queue<Object> taken = new ArrayDeque<>();
    private Thread thread;
    private long records;

    /** A record that has a timestamp. */
    private record Timestamped(Object record, long timestamp) {}

    /** @param copier copies records, because the function may change them after it emitted them; null if it need not */
    FunctionSourceHead(SourceFunction<Object> function, SourceContext context, TypeSerializer<Object> copier) {
        this.function = function;
        this.context = context;
        this.copier = copier;
        this.next = context.operator().outputs().main();
        this.watermark = new MergedWatermark(next).add();
    }

    @Override
    public void open() throws Exception {
        if (function instanceof RichFunction rich) {
            rich.setRuntimeContext(context.operator().runtime());
            rich.open(OPEN_CONTEXT);
        }
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
        synchronized (lock) {
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
            next.watermark(Long.MAX_VALUE);
            next.endOfInput();
            return END;
        }
        return done;
    }

    /** False if the function runs and has made nothing. */
    private boolean takeAll() throws Exception {
        synchronized (lock) {
            Queue<Object> empty = taken;
            taken = filling;
            filling = empty;
            lock.notifyAll();
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

    /** Returns when the function has ended, which it is told again and again: an interruption may be swallowed. */
    @Override
    public void dispose() throws Exception {
        if (thread != null && thread.isAlive()) {
            synchronized (lock) {
                canceled = true;
                lock.notifyAll();
            }
            function.cancel();
            thread.join(PATIENCE_MS);
            while (thread.isAlive()) {
                thread.interrupt();
                thread.join(PATIENCE_MS);
            }
        }
        if (function instanceof RichFunction rich) {
            rich.close();
        }
    }

    private void handOver(Object item) {
        boolean first;
        synchronized (lock) {
            try {
                while (filling.size() >= CAPACITY && !canceled) {
                    lock.wait();
                }
            } catch (InterruptedException e) {
                throw Rethrow.unchecked(e);
            }
            if (canceled) {
                return;
            }
            first = filling.isEmpty();
            filling.add(item);
        }
        if (first) {
            context.doorbell().ring();
        }
    }

    private Object copy(Object element) {
        Objects.requireNonNull(element, "A source function must not emit null");
        return copier == null ? element : copier.copy(element);
    }

    @Override
    public void collect(Object element) {
        handOver(copy(element));
    }

    @Override
    public void collectWithTimestamp(Object element, long timestamp) {
        handOver(new Timestamped(copy(element), timestamp));
    }

    @Override
    public void emitWatermark(Watermark mark) {
        handOver(new Element.Watermark(mark.getTimestamp()));
    }

    @Override
    public void markAsTemporarilyIdle() {
        handOver(new Element.Idleness(true));
    }

    @Override
    public Object getCheckpointLock() {
        return lock;
    }

    @Override
    public void close() {}
}
