package io.weft.api.source.lib;

import io.weft.api.source.SourceFunction;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** Emits what an iterator gives, which must be serializable. */
public class FromIteratorFunction<T> implements SourceFunction<T> {

    private final Iterator<T> iterator;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    /** @throws IllegalArgumentException if the iterator is not serializable */
    public FromIteratorFunction(Iterator<T> iterator) {
        if (!(Objects.requireNonNull(iterator, "iterator") instanceof Serializable)) {
            throw new IllegalArgumentException("The iterator "
                    + iterator.getClass().getName() + " must be Serializable, because it runs in a container.");
        }
        this.iterator = iterator;
    }

    @Override
    public void run(SourceContext<T> ctx) {
        while (!cancelled.get() && iterator.hasNext()) {
            ctx.collect(iterator.next());
        }
    }

    @Override
    public void cancel() {
        cancelled.set(true);
    }
}
