package io.weft.state;

/**
 * Makes the objects that each record passes through. The engine makes them of copies of their classes, one copy for each operator, so that
 * the compiler sees the types of that operator alone; see {@code io.weft.runtime.hot.ClassCopies} for what such a class must not do.
 */
public interface HotClasses {

    /**
     * Makes an object.
     *
     * @param place tells objects of one class apart
     * @param original has one constructor, which takes the arguments
     */
    <T> T create(String place, Class<T> heldAs, Class<? extends T> original, Object... arguments);
}
