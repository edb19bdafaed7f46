package io.weft.runtime.sink;

import io.weft.api.eventtime.Watermark;
import io.weft.api.sink.CommittingSinkWriter;
import io.weft.api.sink.Sink;
import io.weft.api.sink.SinkWriter;
import io.weft.api.sink.StatefulSinkWriter;
import io.weft.api.sink.SupportsCommitter;
import io.weft.api.sink.SupportsWriterState;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.runtime.chain.FunctionOperator;
import io.weft.runtime.chain.OperatorContext;
import io.weft.runtime.channel.Element;
import io.weft.runtime.state.VersionedList;
import java.util.List;

/** Writes records with a sink's writer; commits what was written with checkpoints, or without them at the end of the input. */
public final class SinkOperator extends FunctionOperator implements SinkWriter.Context {

    private final Sink<Object> sink;
    private final SinkContext sinkContext;
    private final boolean checkpointing;
    private SinkWriter<Object> writer;
    /** Null unless the sink has two phases. */
    private Committables committables;
    /** Null unless the writer has state. */
    private VersionedList<Object> writerState;

    private long timestamp;
    private long watermark = Long.MIN_VALUE;

    public SinkOperator(OperatorContext context, Sink<Object> sink, SinkContext sinkContext) {
        super(context, null);
        this.sink = sink;
        this.sinkContext = sinkContext;
        this.checkpointing = context.checkpointing();
    }

    @Override
    public void open() throws Exception {
        writer = sink instanceof SupportsWriterState<?, ?> stateful
                ? openWriter(stateful)
                : sink.createWriter(sinkContext);
        if (writer instanceof CommittingSinkWriter<?, ?> committing) {
            committables = new Committables(committing(), committing, sinkContext, context.state());
            committables.commitRestored();
        }
    }

    @SuppressWarnings("unchecked") // a sink gets back what its writers gave
    private SinkWriter<Object> openWriter(SupportsWriterState<?, ?> sinkWithState) throws Exception {
        var stateful = (SupportsWriterState<Object, Object>) sinkWithState;
        writerState = new VersionedList<>(context.state(), "_sink_writer", stateful.getWriterStateSerializer());
        List<Object> restored = writerState.get();
        return restored.isEmpty() ? sink.createWriter(sinkContext) : stateful.restoreWriter(sinkContext, restored);
    }

    @SuppressWarnings("unchecked") // a sink's committer takes what its writers make
    private SupportsCommitter<Object> committing() {
        if (sink instanceof SupportsCommitter<?> supporting) {
            return (SupportsCommitter<Object>) supporting;
        }
        throw new IllegalStateException("The writer of sink '" + context.name() + "' prepares commits, but "
                + sink.getClass().getName() + " does not implement SupportsCommitter.");
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        this.timestamp = timestamp;
        writer.write(record, this);
    }

    @Override
    public void watermark(long timestamp) throws Exception {
        watermark = timestamp;
        writer.writeWatermark(new Watermark(timestamp));
        super.watermark(timestamp);
    }

    @Override
    public void beforeBarrier(CheckpointBarrier barrier) throws Exception {
        writer.flush(false);
        if (committables != null) {
            committables.prepare();
        }
    }

    @Override
    public void snapshot(CheckpointBarrier barrier) throws Exception {
        if (committables != null) {
            committables.snapshot(barrier.checkpoint());
        }
        if (writerState != null) {
            writerState.set(((StatefulSinkWriter<?, ?>) writer).snapshotState(barrier.checkpoint()));
        }
    }

    @Override
    public void checkpointCompleted(long checkpoint) throws Exception {
        if (committables != null) {
            committables.commitUpTo(checkpoint);
        }
    }

    @Override
    public void endOfInput() throws Exception {
        writer.flush(true);
        if (committables != null) {
            committables.prepare();
            if (!checkpointing) {
                committables.commitNow();
            }
        }
        super.endOfInput();
    }

    @Override
    public void dispose() throws Exception {
        if (writer != null) {
            writer.close();
        }
    }

    @Override
    public long currentWatermark() {
        return watermark;
    }

    @Override
    public Long timestamp() {
        return timestamp == Element.NO_TIMESTAMP ? null : timestamp;
    }
}
