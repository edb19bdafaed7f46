package io.weft.state.rocksdb.kind;

import io.weft.api.state.State;
import io.weft.state.NamespacedState;
import java.util.Collection;
import java.util.Objects;

/** A state with a row for each key and namespace. */
public record RocksNamespacedState<N, S extends State>(RocksState rocksState) implements NamespacedState<N, S> {

    @Override
    @SuppressWarnings("unchecked") // made for the descriptor that says so
    public S state() {
        return (S) rocksState;
    }

    @Override
    public void setNamespace(N namespace) {
        rocksState.row().setNamespace(Objects.requireNonNull(namespace, "A namespace must not be null"));
    }

    @Override
    public void merge(N target, Collection<N> sources) throws Exception {
        rocksState.merge(target, sources);
    }
}
