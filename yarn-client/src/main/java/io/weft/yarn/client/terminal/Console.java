package io.weft.yarn.client.terminal;

import java.io.PrintStream;

/**
 * What a person sees. Progress and remarks go to standard error, so that standard output holds only what was asked for: the user's own
 * output, a table, a JSON document. Safe for any thread.
 */
public final class Console {

    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private String progress = "";
    private boolean muted;

    /** @param terminal whether a person watches: then progress is one line that changes */
    public Console(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** A remark. */
    public synchronized void say(String text) {
        clearProgress();
        show(err, text);
    }

    /** A remark after which nothing more is shown: the process ends, and what its threads still find out says nothing. */
    synchronized void sayLast(String text) {
        say(text);
        muted = true;
    }

    /** Something went wrong. */
    public synchronized void error(String text) {
        clearProgress();
        show(err, "ERROR: " + text.strip());
    }

    /** What was asked for. */
    public synchronized void print(String text) {
        clearProgress();
        show(out, text);
    }

    /** For what was asked for and is too long for {@link #print}. */
    public PrintStream output() {
        return out;
    }

    /** The present state of something that goes on. Not repeated if it is the same. */
    public synchronized void progress(String line) {
        if (muted || line.equals(progress)) {
            return;
        }
        if (terminal) {
            err.print(ERASE_LINE + line);
            err.flush();
        } else {
            err.println(line);
        }
        progress = line;
    }

    private void show(PrintStream where, String text) {
        if (!muted) {
            where.println(text);
        }
    }

    private void clearProgress() {
        if (terminal && !progress.isEmpty()) {
            err.print(ERASE_LINE);
        }
        progress = "";
    }
}
