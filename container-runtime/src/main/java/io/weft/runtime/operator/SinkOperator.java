package io.weft.runtime.operator;

import io.weft.api.eventtime.Watermark;
import io.weft.api.sink.CommittingSinkWriter;
import io.weft.api.sink.Sink;
import io.weft.api.sink.SinkWriter;
import io.weft.api.sink.SupportsCommitter;
import io.weft.runtime.channel.Element;
import java.util.Collection;

/** Writes records with a sink's writer; at the end of the input it commits what was written. */
final class SinkOperator extends FunctionOperator implements SinkWriter.Context {

    private final Sink<Object> sink;
    private final SinkContext sinkContext;
    private SinkWriter<Object> writer;
    private long timestamp;
    private long watermark = Long.MIN_VALUE;

    SinkOperator(OperatorContext context, Sink<Object> sink, SinkContext sinkContext) {
        super(context, null);
        this.sink = sink;
        this.sinkContext = sinkContext;
    }

    @Override
    public void open() throws Exception {
        writer = sink.createWriter(sinkContext);
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
    public void endOfInput() throws Exception {
        writer.flush(true);
        if (writer instanceof CommittingSinkWriter<?, ?> committing) {
            commit(committing.prepareCommit());
        }
        super.endOfInput();
    }

    @SuppressWarnings("unchecked") // a sink's committer takes what its writers make
    private void commit(Collection<?> committables) throws Exception {
        if (!(sink instanceof SupportsCommitter<?> supporting)) {
            throw new IllegalStateException("The writer of sink '" + context.name() + "' prepares commits, but "
                    + sink.getClass().getName() + " does not implement SupportsCommitter.");
        }
        Commits.commitAll((SupportsCommitter<Object>) supporting, sinkContext, (Collection<Object>) committables);
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
