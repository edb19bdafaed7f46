package io.weft.api.state;

import java.io.IOException;

/** One value a key. */
public interface ValueState<T> extends State {

    /** The value, or the descriptor's default, which is null unless the program says otherwise. Changes to it need not be kept. */
    T value() throws IOException;

    /** Sets the value; null clears the state. */
    void update(T value) throws IOException;
}
