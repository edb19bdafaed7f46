package io.weft.state.inspection;

import java.util.List;

/**
 * What a checkpoint holds of an operator. The components' names are those of the JSON documents that are made of it; what was not counted,
 * or is not there, is null.
 *
 * @param finishedSubtasks how many had had all their input
 * @param bytes how much all of it takes
 * @param keyType of the keyed state's keys
 * @param problems what can't be read, each naming the place and the cause; all else is shown
 */
public record OperatorReport(
        String id,
        String name,
        int parallelism,
        int maxParallelism,
        int finishedSubtasks,
        long bytes,
        String keyType,
        List<KeyedState> keyedStates,
        List<ListOfItems> operatorStates,
        Enumerator enumerator,
        List<InFlight> inFlight,
        List<String> problems) {

    public OperatorReport {
        keyedStates = List.copyOf(keyedStates);
        operatorStates = List.copyOf(operatorStates);
        inFlight = List.copyOf(inFlight);
        problems = List.copyOf(problems);
    }

    /** True if it has no state. */
    public boolean hasNothing() {
        return keyedStates.isEmpty()
                && operatorStates.isEmpty()
                && enumerator == null
                && inFlight.isEmpty()
                && problems.isEmpty();
    }

    /**
     * A state of the operator's keys, or its timers.
     *
     * @param kind VALUE, LIST, MAP, REDUCING, AGGREGATING or TIMERS
     * @param namespaceType of windows
     * @param keys how many keys have a value
     * @param entries how many values, elements, entries or timers there are
     * @param bytes how much they take in the canonical form
     * @param shown those that are wanted, as many as are asked for
     */
    public record KeyedState(
            String name,
            String kind,
            String type,
            String namespaceType,
            boolean timeToLive,
            Long keys,
            Long entries,
            Long bytes,
            List<Entry> shown) {
        public KeyedState {
            shown = List.copyOf(shown);
        }
    }

    /**
     * What is kept for a key, and a namespace if there are any. All values are as {@link PlainValue} makes them.
     *
     * @param value a list of elements for LIST, a map for MAP, the time in ms since the epoch for TIMERS
     * @param touchedMs when it was written or read last, in ms since the epoch, if it has a time to live
     */
    public record Entry(Object key, Object namespace, Object value, Long touchedMs) {}

    /**
     * A state of the operator's subtasks.
     *
     * @param mode SPLIT, UNION or BROADCAST
     * @param items of all subtasks together; those of a broadcast map are in each of them
     * @param shown those that are wanted; an entry of a broadcast map is a list of key and value
     */
    public record ListOfItems(String name, String mode, String type, long items, List<Object> shown) {}

    /** What a source's split enumerator remembers, in a form that only the source knows. */
    public record Enumerator(int version, long bytes) {}

    /**
     * Records that were under way to the operator.
     *
     * @param input of the operator, from 0
     * @param subtasks how many of them had any
     */
    public record InFlight(int input, int subtasks, long bytes) {}
}
