package io.weft.yarn.client.terminal;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Stack traces for users. */
public final class Traces {

    private Traces() {}

    /** The trace down to the user's main method: what called that is ours and says nothing to the user. */
    public static String ofUser(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        String trace = text.toString();
        int ours = trace.indexOf("\tat java.base/jdk.internal.reflect");
        return ours < 0 ? trace : trace.substring(0, ours).stripTrailing();
    }
}
