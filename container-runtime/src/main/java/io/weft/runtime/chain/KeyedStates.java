package io.weft.runtime.chain;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.state.AggregatingState;
import io.weft.api.state.AggregatingStateDescriptor;
import io.weft.api.state.KeyedStateStore;
import io.weft.api.state.ListState;
import io.weft.api.state.ListStateDescriptor;
import io.weft.api.state.MapState;
import io.weft.api.state.MapStateDescriptor;
import io.weft.api.state.ReducingState;
import io.weft.api.state.ReducingStateDescriptor;
import io.weft.api.state.State;
import io.weft.api.state.StateDescriptor;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.state.KeyedStateBackend;

/** The keyed state of an operator as its function asks for it. */
public record KeyedStates(KeyedStateBackend backend, ExecutionConfig configuration) implements KeyedStateStore {

    @Override
    public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
        return get(descriptor);
    }

    @Override
    public <T> ListState<T> getListState(ListStateDescriptor<T> descriptor) {
        return get(descriptor);
    }

    @Override
    public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor) {
        return get(descriptor);
    }

    @Override
    public <I, A, O> AggregatingState<I, O> getAggregatingState(AggregatingStateDescriptor<I, A, O> descriptor) {
        return get(descriptor);
    }

    @Override
    public <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> descriptor) {
        return get(descriptor);
    }

    private <S extends State> S get(StateDescriptor<S, ?> descriptor) {
        descriptor.initializeSerializerUnlessSet(configuration);
        try {
            return backend.state(descriptor);
        } catch (Exception e) {
            throw Rethrow.unchecked(e);
        }
    }
}
