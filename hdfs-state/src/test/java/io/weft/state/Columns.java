package io.weft.state;

import io.weft.api.config.ExecutionConfig;
import io.weft.api.functions.AggregateFunction;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.basic.LongSerializer;
import io.weft.api.serialization.basic.StringSerializer;
import io.weft.api.serialization.composite.ListSerializer;
import io.weft.api.state.AggregatingState;
import io.weft.api.state.AggregatingStateDescriptor;
import io.weft.api.state.ListState;
import io.weft.api.state.ListStateDescriptor;
import io.weft.api.state.MapState;
import io.weft.api.state.MapStateDescriptor;
import io.weft.api.state.ReducingStateDescriptor;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.api.types.TypeInformation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One state of each kind and each way of keeping values, with what random use of it is to come to. */
final class Columns {

    static final TypeSerializer<Long> LONG = LongSerializer.INSTANCE;
    static final TypeSerializer<List<Long>> LONGS = new ListSerializer<>(LONG);

    private Columns() {}

    /** A state in use. What it holds for a key is modelled by an immutable value; null stands for nothing. */
    interface Column {

        /** Changes the state of the current key, whose model is given, and answers the model afterwards. */
        Object act(Random random, Object model) throws Exception;

        /** What the state holds for the current key, as a model. */
        Object read() throws Exception;
    }

    /** Fields and nothing else. */
    public static final class Total {
        public long sum;
        public String last = "";

        public Total() {}

        Total(long sum, String last) {
            this.sum = sum;
            this.last = last;
        }

        String asText() {
            return sum + last;
        }
    }

    static TypeSerializer<Total> totals() {
        return TypeInformation.of(Total.class).createSerializer(new ExecutionConfig());
    }

    static Map<String, Column> open(KeyedStateBackend backend) throws Exception {
        Map<String, Column> columns = new TreeMap<>();
        columns.put("value", new Immutable(backend.state(new ValueStateDescriptor<>("value", LONG))));
        columns.put("flat", new Flat(backend.state(new ValueStateDescriptor<>("flat", totals()))));
        columns.put("mutable", new Mutable(backend.state(new ValueStateDescriptor<>("mutable", LONGS))));
        columns.put("reducing", new Reducing((FoldingState<Long>)
                backend.state(new ReducingStateDescriptor<>("reducing", Long::sum, LONG))));
        columns.put("flat reducing", new FlatReducing((FoldingState<Total>)
                backend.state(new ReducingStateDescriptor<>("flat reducing", Columns::add, totals()))));
        columns.put(
                "aggregating",
                new Aggregating(
                        backend.state(new AggregatingStateDescriptor<>("aggregating", new Appending(), LONGS))));
        columns.put("list", new Lists(backend.state(new ListStateDescriptor<>("list", LONG))));
        columns.put("mutable list", new MutableList(backend.state(new ListStateDescriptor<>("mutable list", LONGS))));
        columns.put("map", new Maps(backend.state(new MapStateDescriptor<>("map", StringSerializer.INSTANCE, LONG))));
        columns.put(
                "mutable map",
                new MutableMaps(
                        backend.state(new MapStateDescriptor<>("mutable map", StringSerializer.INSTANCE, LONGS))));
        NamespacedState<String, ValueState<Long>> values =
                backend.state(new ValueStateDescriptor<>("in windows", LONG), StringSerializer.INSTANCE);
        columns.put("in windows", new InNamespaces(values, new Immutable(values.state())));
        NamespacedState<String, ListState<Long>> lists =
                backend.state(new ListStateDescriptor<>("lists in windows", LONG), StringSerializer.INSTANCE);
        columns.put("lists in windows", new InNamespaces(lists, new Lists(lists.state())));
        return columns;
    }

    static Total add(Total first, Total second) {
        // Changes its argument, as it may.
        first.sum += second.sum;
        first.last = second.last;
        return first;
    }

    record Immutable(ValueState<Long> state) implements Column {
        @Override
        public Object act(Random random, Object model) throws Exception {
            if (random.nextInt(5) == 0) {
                state.clear();
                return null;
            }
            Long before = state.value();
            long after = (before == null ? 0 : before) + random.nextInt(100);
            state.update(after);
            return after;
        }

        @Override
        public Object read() throws Exception {
            return state.value();
        }
    }

    record Flat(ValueState<Total> state) implements Column {
        @Override
        public Object act(Random random, Object model) throws Exception {
            if (random.nextInt(10) == 0) {
                state.update(null);
                return null;
            }
            Total total = state.value();
            total = total == null ? new Total() : total;
            total.sum += random.nextInt(100);
            total.last = "x" + random.nextInt(100);
            state.update(total);
            return total.asText();
        }

        @Override
        public Object read() throws Exception {
            Total total = state.value();
            return total == null ? null : total.asText();
        }
    }

    record Mutable(ValueState<List<Long>> state) implements Column {
        @Override
        public Object act(Random random, Object model) throws Exception {
            List<Long> list = state.value();
            list = list == null ? new ArrayList<>() : list;
            if (list.size() > 20) {
                list.clear();
            }
            list.add(random.nextLong());
            state.update(list);
            return List.copyOf(list);
        }

        @Override
        public Object read() throws Exception {
            return copy(state.value());
        }
    }

    record Reducing(FoldingState<Long> state) implements Column {
        @Override
        public Object act(Random random, Object model) throws Exception {
            if (random.nextInt(10) == 0) {
                state.clear();
                return null;
            }
            return state.addAndGet((long) random.nextInt(1000));
        }

        @Override
        public Object read() throws Exception {
            return state.get();
        }
    }

    record FlatReducing(FoldingState<Total> state) implements Column {
        @Override
        public Object act(Random random, Object model) throws Exception {
            Total fold = state.addAndGet(new Total(random.nextInt(1000), "y" + random.nextInt(10)));
            String text = fold.asText();
            if (!state.keepsAnswer()) {
                fold.sum = -1;
            }
            return text;
        }

        @Override
        public Object read() throws Exception {
            Total total = state.get();
            return total == null ? null : total.asText();
        }
    }

    /** Collects what is added, in place. */
    static final class Appending implements AggregateFunction<Long, List<Long>, List<Long>> {
        @Override
        public List<Long> createAccumulator() {
            return new ArrayList<>();
        }

        @Override
        public List<Long> add(Long value, List<Long> accumulator) {
            if (accumulator.size() > 20) {
                return new ArrayList<>(List.of(value));
            }
            accumulator.add(value);
            return accumulator;
        }

        @Override
        public List<Long> getResult(List<Long> accumulator) {
            return List.copyOf(accumulator);
        }

        @Override
        public List<Long> merge(List<Long> first, List<Long> second) {
            first.addAll(second);
            return first;
        }
    }

    record Aggregating(AggregatingState<Long, List<Long>> state) implements Column {
        @Override
        public Object act(Random random, Object model) throws Exception {
            state.add(random.nextLong());
            return state.get();
        }

        @Override
        public Object read() throws Exception {
            return state.get();
        }
    }

    record Lists(ListState<Long> state) implements Column {
        @Override
        public Object act(Random random, Object model) throws Exception {
            List<Long> list = model == null ? new ArrayList<>() : new ArrayList<>(longs(model));
            switch (random.nextInt(list.size() > 20 ? 5 : 4)) {
                case 0 -> {
                    list.clear();
                    list.add(7L);
                    state.update(List.of(7L));
                }
                case 1 -> {
                    list.add(1L);
                    list.add(2L);
                    state.addAll(List.of(1L, 2L));
                }
                case 4 -> {
                    list.clear();
                    state.clear();
                }
                default -> {
                    long value = random.nextLong();
                    list.add(value);
                    state.add(value);
                }
            }
            return list.isEmpty() ? null : List.copyOf(list);
        }

        @Override
        public Object read() throws Exception {
            List<Long> list = new ArrayList<>();
            state.get().forEach(list::add);
            return list.isEmpty() ? null : list;
        }
    }

    record MutableList(ListState<List<Long>> state) implements Column {
        @Override
        public Object act(Random random, Object model) throws Exception {
            List<List<Long>> after = new ArrayList<>();
            for (List<Long> element : state.get()) {
                // Put back below: kept or not, it must not be seen by snapshots taken before.
                element.add(random.nextLong());
                after.add(new ArrayList<>(element.size() > 8 ? List.<Long>of() : element));
            }
            if (after.size() > 8) {
                after.clear();
            }
            after.add(new ArrayList<>(List.of(random.nextLong())));
            Object result = copies(after);
            state.update(after);
            return result;
        }

        @Override
        public Object read() throws Exception {
            List<List<Long>> list = new ArrayList<>();
            state.get().forEach(list::add);
            return list.isEmpty() ? null : copies(list);
        }

        private static List<Object> copies(List<List<Long>> lists) {
            return lists.stream().map(Columns::copy).toList();
        }
    }

    record Maps(MapState<String, Long> state) implements Column {
        @Override
        public Object act(Random random, Object model) throws Exception {
            Map<String, Object> map = mapOf(model);
            String key = "k" + random.nextInt(12);
            switch (random.nextInt(5)) {
                case 0 -> {
                    map.remove(key);
                    state.remove(key);
                }
                case 1 -> {
                    Iterator<Map.Entry<String, Long>> entries = state.iterator();
                    while (entries.hasNext()) {
                        Map.Entry<String, Long> entry = entries.next();
                        if (random.nextInt(3) == 0) {
                            map.remove(entry.getKey());
                            entries.remove();
                        } else if (random.nextInt(3) == 0) {
                            map.put(entry.getKey(), 5L);
                            entry.setValue(5L);
                        }
                    }
                }
                case 2 -> {
                    map.put(key, null);
                    state.put(key, null);
                }
                default -> {
                    Long before = state.get(key);
                    long after = (before == null ? 0 : before) + 1;
                    map.put(key, after);
                    state.put(key, after);
                }
            }
            return map.isEmpty() ? null : map;
        }

        @Override
        public Object read() throws Exception {
            Map<String, Object> map = new TreeMap<>();
            for (Map.Entry<String, Long> entry : state.entries()) {
                map.put(entry.getKey(), entry.getValue());
            }
            return state.isEmpty() ? null : map;
        }
    }

    record MutableMaps(MapState<String, List<Long>> state) implements Column {
        @Override
        public Object act(Random random, Object model) throws Exception {
            Map<String, Object> map = mapOf(model);
            String key = "k" + random.nextInt(6);
            List<Long> list = state.get(key);
            list = list == null ? new ArrayList<>() : list;
            if (list.size() > 6) {
                map.remove(key);
                state.remove(key);
            } else {
                list.add(random.nextLong());
                map.put(key, List.copyOf(list));
                state.put(key, list);
            }
            if (random.nextInt(4) == 0) {
                for (Map.Entry<String, List<Long>> entry : state.entries()) {
                    entry.getValue().add(9L);
                    map.put(entry.getKey(), copy(entry.getValue()));
                    entry.setValue(entry.getValue());
                }
            }
            return map.isEmpty() ? null : map;
        }

        @Override
        public Object read() throws Exception {
            Map<String, Object> map = new TreeMap<>();
            for (String key : state.keys()) {
                map.put(key, copy(state.get(key)));
            }
            return map.isEmpty() ? null : map;
        }
    }

    /** A few namespaces of another column, all in one model. */
    record InNamespaces(NamespacedState<String, ?> namespaced, Column column) implements Column {
        @Override
        public Object act(Random random, Object model) throws Exception {
            Map<String, Object> map = mapOf(model);
            String namespace = "n" + random.nextInt(4);
            namespaced.setNamespace(namespace);
            Object after = column.act(random, map.get(namespace));
            map.remove(namespace);
            if (after != null) {
                map.put(namespace, after);
            }
            return map.isEmpty() ? null : map;
        }

        @Override
        public Object read() throws Exception {
            Map<String, Object> map = new TreeMap<>();
            for (int i = 0; i < 4; i++) {
                namespaced.setNamespace("n" + i);
                Object value = column.read();
                if (value != null) {
                    map.put("n" + i, value);
                }
            }
            return map.isEmpty() ? null : map;
        }
    }

    private static Object copy(List<Long> list) {
        return list == null ? null : List.copyOf(list);
    }

    @SuppressWarnings("unchecked") // models of lists
    private static List<Long> longs(Object model) {
        return (List<Long>) model;
    }

    @SuppressWarnings("unchecked") // models of maps
    private static Map<String, Object> mapOf(Object model) {
        return model == null ? new TreeMap<>() : new TreeMap<>((Map<String, Object>) model);
    }
}
