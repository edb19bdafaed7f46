package io.weft.benchmarks;

import io.weft.runtime.hot.ClassCopies;
import io.weft.state.HotClasses;

/** Makes a state's objects as tasks do: of classes of their own. */
record HotCopies(ClassCopies copies) implements HotClasses {
    @Override
    public <T> T create(String place, Class<T> heldAs, Class<? extends T> original, Object... arguments) {
        return copies.at(place).create(heldAs, original, arguments);
    }
}
