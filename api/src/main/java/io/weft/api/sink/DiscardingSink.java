package io.weft.api.sink;

/** Forgets every record. Works with {@code sinkTo} and with {@code addSink}. */
public class DiscardingSink<IN> implements Sink<IN>, SinkFunction<IN> {

    @Override
    public void invoke(IN value, SinkFunction.Context context) {}

    @Override
    public SinkWriter<IN> createWriter(WriterInitContext context) {
        return new Writer<>();
    }

    private static final class Writer<IN> implements SinkWriter<IN> {
        @Override
        public void write(IN element, SinkWriter.Context context) {}

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
