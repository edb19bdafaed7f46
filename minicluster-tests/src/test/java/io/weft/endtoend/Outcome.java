package io.weft.endtoend;

/**
 * How a command ended.
 *
 * @param exitCode its exit code
 * @param out what it printed to standard output
 * @param err what it printed to standard error
 */
public record Outcome(int exitCode, String out, String err) {

    /** Both outputs, for messages that may be on either. */
    public String printed() {
        return out + err;
    }
}
