package io.weft.state;

/**
 * Timers in the order of their times; those of one time are in no certain order. There is at most one for each key, namespace and time.
 *
 * @param <N> the namespaces; not null, with equality and hash code of their own, and never changed
 */
public interface TimerQueue<N> {

    /** Adds a timer for the current key. Returns false if it is there already. */
    boolean add(N namespace, long time);

    /** Takes away a timer of the current key. Returns false if it is not there. */
    boolean remove(N namespace, long time);

    /** The first timer of all keys, or null if there is none. */
    Timer<N> peek();

    /** Takes the first timer of all keys away; null if there is none. The current key stays what it is. */
    Timer<N> poll();

    /** A timer. */
    interface Timer<N> {

        long time();

        Object key();

        N namespace();
    }
}
