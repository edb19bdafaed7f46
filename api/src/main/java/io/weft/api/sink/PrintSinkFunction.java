package io.weft.api.sink;

import io.weft.api.functions.rich.OpenContext;
import io.weft.api.functions.rich.TaskInfo;

/**
 * Prints each record as a line. With several subtasks a line begins with the number of its subtask, as in {@code 3> }; with an
 * identifier it begins with that, as in {@code id:3> } or {@code id> }.
 */
public class PrintSinkFunction<IN> extends RichSinkFunction<IN> {

    private final String sinkIdentifier;
    private final boolean stdErr;
    private transient LinePrinter printer;

    /** To the standard output. */
    public PrintSinkFunction() {
        this("", false);
    }

    /** @param stdErr whether to the standard error stream */
    public PrintSinkFunction(boolean stdErr) {
        this("", stdErr);
    }

    /** @param stdErr whether to the standard error stream */
    public PrintSinkFunction(String sinkIdentifier, boolean stdErr) {
        this.sinkIdentifier = sinkIdentifier;
        this.stdErr = stdErr;
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        super.open(openContext);
        TaskInfo task = getRuntimeContext().getTaskInfo();
        printer = LinePrinter.of(sinkIdentifier, stdErr, task);
    }

    @Override
    public void invoke(IN value) {
        printer.print(value);
    }

    @Override
    public String toString() {
        return "Print to " + (stdErr ? "System.err" : "System.out");
    }
}
