package io.weft.state.rocksdb.kind;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.state.AggregatingStateDescriptor;
import io.weft.api.state.ReducingStateDescriptor;
import io.weft.api.state.StateDescriptor;
import io.weft.state.format.RowSerializers;
import io.weft.state.format.StateKind;
import io.weft.state.heap.table.TimeToLive;

/** Makes states. */
public final class RocksStates {

    private RocksStates() {}

    @SuppressWarnings("unchecked") // values are objects here
    public static RocksState state(
            StateDescriptor<?, ?> descriptor,
            CurrentRow row,
            StateAccess access,
            TimeToLive timeToLive,
            RowSerializers serializers) {
        TypeSerializer<Object> values = serializers.values().get(0);
        return switch (StateKind.of(descriptor.getType())) {
            case VALUE -> new RocksValueState<>(row, access, timeToLive, values, descriptor.getDefaultValue());
            case REDUCING ->
                new RocksReducingState<>(
                        row,
                        access,
                        timeToLive,
                        values,
                        ((ReducingStateDescriptor<Object>) descriptor).getReduceFunction());
            case AGGREGATING ->
                new RocksAggregatingState<>(
                        row,
                        access,
                        timeToLive,
                        values,
                        ((AggregatingStateDescriptor<Object, Object, Object>) descriptor).getAggregateFunction());
            case LIST -> new RocksListState<>(row, access, timeToLive, values);
            case MAP ->
                new RocksMapState<>(
                        row, access, timeToLive, values, serializers.values().get(1));
            case TIMERS -> throw new IllegalArgumentException("Timers are no state");
        };
    }
}
