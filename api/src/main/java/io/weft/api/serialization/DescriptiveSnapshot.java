package io.weft.api.serialization;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A snapshot that tells what its type is made of, without any class of it. All of Weft's own are.
 */
public interface DescriptiveSnapshot<T> extends TypeSerializerSnapshot<T> {

    /** The name of the type: that of the values' class, or a word such as {@code List}. */
    String typeName();

    /** What values are made of, by name and in order: a structure's fields, a list's element. */
    default Map<String, TypeSerializerSnapshot<?>> parts() {
        return Map.of();
    }

    /** True if values are written by Kryo, which can't follow changes of the class. */
    default boolean isGeneric() {
        return false;
    }

    /** The name of the type that a snapshot is of, or of the snapshot's class if that is all there is. */
    static String typeName(TypeSerializerSnapshot<?> snapshot) {
        return snapshot instanceof DescriptiveSnapshot<?> descriptive
                ? descriptive.typeName()
                : "a type described by " + snapshot.getClass().getName();
    }

    /** The name of the type with its parts, such as {@code com.acme.Order{id: java.lang.Long, items: List{element: com.acme.Item}}}. */
    static String describe(TypeSerializerSnapshot<?> snapshot) {
        Map<String, TypeSerializerSnapshot<?>> parts =
                snapshot instanceof DescriptiveSnapshot<?> descriptive ? descriptive.parts() : Map.of();
        return typeName(snapshot)
                + (parts.isEmpty()
                        ? ""
                        : parts.entrySet().stream()
                                .map(part -> part.getKey() + ": " + describe(part.getValue()))
                                .collect(Collectors.joining(", ", "{", "}")));
    }

    /** The names of the types that Kryo writes, in a type and all of its parts; sorted. */
    static Set<String> genericTypes(TypeSerializerSnapshot<?> snapshot) {
        Set<String> found = new TreeSet<>();
        if (snapshot instanceof DescriptiveSnapshot<?> descriptive) {
            if (descriptive.isGeneric()) {
                found.add(descriptive.typeName());
            }
            descriptive.parts().values().forEach(part -> found.addAll(genericTypes(part)));
        }
        return found;
    }

    /** Parts with one name for each, in order. */
    static Map<String, TypeSerializerSnapshot<?>> parts(
            Iterable<String> names, Iterable<? extends TypeSerializerSnapshot<?>> snapshots) {
        Map<String, TypeSerializerSnapshot<?>> parts = new LinkedHashMap<>();
        var next = snapshots.iterator();
        names.forEach(name -> parts.put(name, next.next()));
        return parts;
    }
}
