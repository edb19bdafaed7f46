package io.weft.api.state;

/**
 * State to which values are added.
 *
 * @param <IN> what is added
 * @param <OUT> what is read
 */
public interface AppendingState<IN, OUT> extends State {

    /** What the values so far have come to, or null if there are none. Changes to it need not be kept. */
    OUT get() throws Exception;

    /** Adds a value; null is not allowed. */
    void add(IN value) throws Exception;
}
