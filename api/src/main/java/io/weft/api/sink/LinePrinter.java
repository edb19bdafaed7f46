package io.weft.api.sink;

import io.weft.api.functions.rich.TaskInfo;
import java.io.PrintStream;

/** Prints records as lines that tell which sink and which of its subtasks they come from. */
record LinePrinter(PrintStream stream, String prefix) {

    static LinePrinter of(String sinkIdentifier, boolean stdErr, TaskInfo task) {
        String subtask =
                task.getNumberOfParallelSubtasks() > 1 ? Integer.toString(task.getIndexOfThisSubtask() + 1) : "";
        String separator = sinkIdentifier.isEmpty() || subtask.isEmpty() ? "" : ":";
        String origin = sinkIdentifier + separator + subtask;
        return new LinePrinter(stdErr ? System.err : System.out, origin.isEmpty() ? "" : origin + "> ");
    }

    void print(Object element) {
        stream.println(prefix + element);
    }

    void flush() {
        stream.flush();
    }
}
