package io.weft.runtime.taskmanager;

import io.weft.api.sink.SinkFunction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sink whose records a test can look at; named, because a job's functions are copies of the program's. */
record Collected<T>(String name) implements SinkFunction<T> {

    private static final Map<String, List<Object>> RECORDS = new ConcurrentHashMap<>();

    @Override
    public void invoke(T value) {
        RECORDS.computeIfAbsent(name, unknown -> new CopyOnWriteArrayList<>()).add(value);
    }

    List<Object> records() {
        return RECORDS.getOrDefault(name, List.of());
    }
}
