package io.weft.yarn.client.application;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** A value made when it is first asked for, by whichever thread comes first. */
final class Lazy<T> {

    private final Supplier<T> maker;
    private T value;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized T value() {
        if (value == null) {
            value = maker.get();
        }
        return value;
    }

    /** Hands over the value if there is one. */
    synchronized void ifPresent(Consumer<T> action) {
        if (value != null) {
            action.accept(value);
        }
    }
}
