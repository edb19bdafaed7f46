package io.weft.state;

import io.weft.api.state.State;
import java.util.Collection;

/**
 * State with one value a key and namespace.
 *
 * @param <N> the namespaces; not null, with equality and hash code of their own, and never changed
 */
public interface NamespacedState<N, S extends State> {

    /** The state; it means the current key, and the namespace that was set last. Always the same object. */
    S state();

    /** Which namespace the state means from now on, whatever the key. */
    void setNamespace(N namespace);

    /**
     * Moves what the current key has in some namespaces into one, together with what is there; their order is that of the merging. That
     * namespace is the one that the state means afterwards.
     *
     * @param sources without the target
     * @throws UnsupportedOperationException if the state is no {@link io.weft.api.state.MergingState}
     */
    void merge(N target, Collection<N> sources) throws Exception;
}
