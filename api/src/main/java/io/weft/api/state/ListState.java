package io.weft.api.state;

import java.util.List;

/**
 * A list a key, or a subtask's part of a list that belongs to the whole operator. The elements are not null. {@link #get()} gives them in
 * the order in which they were added; for keyed state without elements that is null or empty, for operator state empty.
 */
public interface ListState<T> extends MergingState<T, Iterable<T>> {

    /** Puts these elements in place of all that are there; an empty list clears the state. */
    void update(List<T> values) throws Exception;

    /** Adds these elements at the end. */
    void addAll(List<T> values) throws Exception;
}
