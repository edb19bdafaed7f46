package io.weft.state.inspection;

import io.weft.api.serialization.DataInputDeserializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.model.checkpoint.OperatorStateSnapshot.Mode;
import io.weft.state.format.SerializerSnapshot;
import io.weft.state.operator.ItemList;
import io.weft.state.operator.ItemRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Goes through the lists and broadcast maps of one operator, subtask by subtask. */
final class OperatorStateInspection {

    private final Selection selection;
    private final ClassLoader userCode;
    private final Problems problems;
    private final Map<Described, Found> states = new LinkedHashMap<>();

    private record Described(String name, Mode mode, String type) {}

    private static final class Found {
        private long items;
        private final List<Object> shown = new ArrayList<>();
    }

    /** @param selection null if nothing but names and types is wanted */
    OperatorStateInspection(Selection selection, ClassLoader userCode, Problems problems) {
        this.selection = selection;
        this.userCode = userCode;
        this.problems = problems;
    }

    void inspect(ItemList list) {
        if (selection == null || selection.takesState(list.name())) {
            for (ItemRun run : list.runs()) {
                problems.collect("State '" + list.name() + "'", () -> inspect(list, run));
            }
        }
    }

    private void inspect(ItemList list, ItemRun run) throws IOException {
        List<String> types = new ArrayList<>();
        for (SerializerSnapshot part : run.serializers()) {
            types.add(StateTally.typeOf(part, userCode));
        }
        Found found = states.computeIfAbsent(
                new Described(list.name(), list.mode(), String.join(" -> ", types)), unknown -> new Found());
        // All subtasks have the same broadcast map: the first that has one shows it.
        boolean repeated = list.mode() == Mode.BROADCAST && found.items > 0;
        if (repeated) {
            return;
        }
        found.items += run.items().size();
        if (selection != null) {
            show(run, found);
        }
    }

    private void show(ItemRun run, Found found) throws IOException {
        List<TypeSerializer<Object>> serializers = new ArrayList<>();
        for (SerializerSnapshot part : run.serializers()) {
            serializers.add(RowDecoder.restored(part, userCode));
        }
        for (byte[] item : run.items()) {
            if (found.shown.size() >= selection.limit()) {
                return;
            }
            DataInputDeserializer in = new DataInputDeserializer(item);
            List<Object> parts = new ArrayList<>();
            for (TypeSerializer<Object> serializer : serializers) {
                parts.add(in.readBoolean() ? serializer.deserialize(in) : null);
            }
            boolean wanted = serializers.size() == 1 ? selection.key() == null : selection.takesKey(parts.get(0));
            if (wanted) {
                found.shown.add(PlainValue.of(parts.size() == 1 ? parts.get(0) : parts));
            }
        }
    }

    List<OperatorReport.ListOfItems> report() {
        return states.entrySet().stream()
                .map(state -> new OperatorReport.ListOfItems(
                        state.getKey().name(),
                        state.getKey().mode().name(),
                        state.getKey().type(),
                        state.getValue().items,
                        state.getValue().shown))
                .toList();
    }
}
