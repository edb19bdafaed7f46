package io.weft.api.sink;

/** Prints each record as a line, as {@link PrintSinkFunction} does. */
public class PrintSink<IN> implements Sink<IN> {

    private final String sinkIdentifier;
    private final boolean stdErr;

    /** To the standard output. */
    public PrintSink() {
        this("", false);
    }

    /** @param stdErr whether to the standard error stream */
    public PrintSink(boolean stdErr) {
        this("", stdErr);
    }

    /** To the standard output. */
    public PrintSink(String sinkIdentifier) {
        this(sinkIdentifier, false);
    }

    /** @param stdErr whether to the standard error stream */
    public PrintSink(String sinkIdentifier, boolean stdErr) {
        this.sinkIdentifier = sinkIdentifier;
        this.stdErr = stdErr;
    }

    @Override
    public SinkWriter<IN> createWriter(WriterInitContext context) {
        return new Writer<>(LinePrinter.of(sinkIdentifier, stdErr, context.getTaskInfo()));
    }

    private record Writer<IN>(LinePrinter printer) implements SinkWriter<IN> {

        @Override
        public void write(IN element, Context context) {
            printer.print(element);
        }

        @Override
        public void flush(boolean endOfInput) {
            printer.flush();
        }

        @Override
        public void close() {
            printer.flush();
        }
    }
}
