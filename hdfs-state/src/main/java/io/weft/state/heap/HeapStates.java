package io.weft.state.heap;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.struct.StructSerializer;
import io.weft.api.state.AggregatingStateDescriptor;
import io.weft.api.state.ReducingStateDescriptor;
import io.weft.api.state.StateDescriptor;
import io.weft.state.HotClasses;
import io.weft.state.format.RowSerializers;
import io.weft.state.format.StateKind;
import io.weft.state.heap.table.ElementList;
import io.weft.state.heap.table.NumberType;
import io.weft.state.heap.table.SnapshotsInFlight;
import io.weft.state.heap.table.StateTable;
import io.weft.state.heap.table.TableLayout;
import io.weft.state.heap.table.TimeToLive;
import java.util.function.UnaryOperator;

/** Makes states and their tables. */
final class HeapStates {

    private HeapStates() {}

    /** Tables without rows. */
    static KeyedTables tables(
            String name,
            StateKind kind,
            RowSerializers serializers,
            TimeToLive timeToLive,
            SnapshotsInFlight snapshots,
            int groupCount) {
        boolean namespaced = serializers.namespaces() != null;
        boolean stamped = timeToLive != null;
        boolean hasElements = kind == StateKind.LIST || kind == StateKind.MAP;
        TableLayout layout = new TableLayout(
                NumberType.ofKeys(serializers.keys()),
                hasElements ? null : NumberType.ofValues(serializers.values().get(0)),
                namespaced,
                stamped && !hasElements,
                copier(kind, serializers),
                snapshots);
        TableLayout entries = kind == StateKind.MAP
                ? HeapMapState.entries(
                        serializers.values().get(0), serializers.values().get(1), stamped, snapshots)
                : null;
        return new KeyedTables(name, kind, serializers, layout, entries, timeToLive, groupCount);
    }

    private static UnaryOperator<Object> copier(StateKind kind, RowSerializers serializers) {
        return switch (kind) {
            case LIST -> list -> ((ElementList) list).fork();
            case MAP -> map -> ((StateTable) map).fork();
            case VALUE, REDUCING, AGGREGATING -> {
                TypeSerializer<Object> values = serializers.values().get(0);
                yield values.isImmutableType() ? null : values::copy;
            }
            case TIMERS -> throw new IllegalArgumentException("Timers are not in tables");
        };
    }

    /** A state over tables that may have rows. */
    static HeapState state(StateDescriptor<?, ?> descriptor, KeyedTables tables, CurrentRow row, HotClasses classes) {
        String place = "state " + descriptor.getName();
        TimeToLive timeToLive = tables.timeToLive();
        TypeSerializer<Object> serializer = tables.serializers().values().get(0);
        return switch (tables.kind()) {
            case VALUE ->
                classes.create(
                        place,
                        HeapState.class,
                        HeapValueState.class,
                        row,
                        timeToLive,
                        values(place, serializer, classes),
                        serializer,
                        descriptor.getDefaultValue());
            case REDUCING ->
                classes.create(
                        place,
                        HeapState.class,
                        HeapReducingState.class,
                        row,
                        timeToLive,
                        values(place, serializer, classes),
                        ((ReducingStateDescriptor<?>) descriptor).getReduceFunction());
            case AGGREGATING ->
                classes.create(
                        place,
                        HeapState.class,
                        HeapAggregatingState.class,
                        row,
                        timeToLive,
                        keptAsWritten(place, serializer, classes),
                        ((AggregatingStateDescriptor<?, ?, ?>) descriptor).getAggregateFunction());
            case LIST ->
                new HeapListState<>(row, timeToLive, serializer, tables.layout().snapshots());
            case MAP -> new HeapMapState<>(row, timeToLive, serializer, tables.entries());
            case TIMERS -> throw new IllegalArgumentException("Timers are no state");
        };
    }

    private static Values<?> values(String place, TypeSerializer<Object> serializer, HotClasses classes) {
        boolean flat = serializer instanceof StructSerializer<?> struct
                && struct.layout().isFlat();
        return flat
                ? classes.create(place, Values.class, OverwrittenValues.class, serializer)
                : keptAsWritten(place, serializer, classes);
    }

    private static Values<?> keptAsWritten(String place, TypeSerializer<Object> serializer, HotClasses classes) {
        NumberType numbers = NumberType.ofValues(serializer);
        return numbers == null
                ? classes.create(place, Values.class, Values.HandedOut.class, serializer.isImmutableType())
                : classes.create(place, Values.class, Values.Numbers.class, numbers);
    }
}
