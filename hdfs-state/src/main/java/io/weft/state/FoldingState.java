package io.weft.state;

import io.weft.api.state.ReducingState;

/** Reducing state that adds a value and answers the new one with a single look-up. */
public interface FoldingState<V> extends ReducingState<V> {

    /** Adds a value, and answers what all values so far have come to. */
    V addAndGet(V value) throws Exception;

    /** True if what is answered, or the value that is added, is kept: then whoever hands either on copies it if it can change. */
    boolean keepsAnswer();
}
