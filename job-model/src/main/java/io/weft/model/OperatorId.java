package io.weft.model;

import java.io.Serializable;

/** Names an operator and its state over submissions: 128 bits, from the operator's {@code uid} or else from its place in the graph. */
public record OperatorId(long upper, long lower) implements Serializable {
    @Override
    public String toString() {
        return String.format("%016x%016x", upper, lower);
    }
}
