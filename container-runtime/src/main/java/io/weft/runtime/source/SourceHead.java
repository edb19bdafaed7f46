package io.weft.runtime.source;

import io.weft.model.message.SourceMessage;
import io.weft.runtime.chain.Head;
import io.weft.runtime.chain.Lifecycle;

/** A source at the head of a chain. Owned by the task's thread. */
public interface SourceHead extends Head, Lifecycle {

    /** How many records it has handed to the chain. */
    long records();

    /** Tells the chain that nothing comes any more, whatever the source still has. */
    void endInput() throws Exception;

    /** A message from the enumerator; only sources that have one get any. */
    default void onMessage(SourceMessage.ToReader message) throws Exception {
        throw new IllegalStateException("A source without enumerator got " + message);
    }
}
