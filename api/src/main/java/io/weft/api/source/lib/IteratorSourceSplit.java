package io.weft.api.source.lib;

import io.weft.api.source.SourceSplit;
import java.util.Iterator;

/**
 * A split that is read by iterating.
 *
 * @param <E> what the iterator gives
 * @param <IterT> the iterator, which knows how far it is
 */
public interface IteratorSourceSplit<E, IterT extends Iterator<E>> extends SourceSplit {

    IterT getIterator();

    /** What is left of this split when the iterator stands where it stands. */
    IteratorSourceSplit<E, IterT> getUpdatedSplitForIterator(IterT iterator);
}
