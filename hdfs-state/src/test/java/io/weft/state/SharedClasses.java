package io.weft.state;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

/** Makes objects of the original classes. */
public final class SharedClasses implements HotClasses {

    @Override
    public <T> T create(String place, Class<T> heldAs, Class<? extends T> original, Object... arguments) {
        Constructor<?> constructor = original.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        try {
            return heldAs.cast(constructor.newInstance(arguments));
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Cannot make a " + original.getName(), e);
        }
    }
}
