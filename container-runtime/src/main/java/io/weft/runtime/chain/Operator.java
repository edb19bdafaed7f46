package io.weft.runtime.chain;

/**
 * A running operator. What it makes it hands to the receivers it was built with, and events it passes on to all of them. An operator
 * with two inputs is a {@link SecondInput} too.
 */
public interface Operator extends Receiver, Lifecycle {

    /** The other input of an operator that has two. Watermarks and ends are those of both inputs together. */
    interface SecondInput {
        void processSecond(Object record, long timestamp) throws Exception;
    }
}
