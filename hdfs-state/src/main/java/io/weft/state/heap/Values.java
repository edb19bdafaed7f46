package io.weft.state.heap;

import io.weft.state.heap.table.NumberType;
import io.weft.state.heap.table.StateTable;

/** How the values of a state are kept in its rows. Copied per place. */
interface Values<V> {

    /** The value, which the caller may change; that need not change what is kept. */
    V read(StateTable table, int slot);

    /** Puts a value in place of the one that is there. */
    void write(StateTable table, int slot, V value);

    /** What to insert into a new row. */
    V toKeep(V value);

    /** True if objects that are read or written are the ones that are kept. */
    boolean areHandedOut();

    /** Keeps the objects that are written, and hands them out. Copied per place. */
    final class HandedOut<V> implements Values<V> {

        private final boolean immutable;

        HandedOut(boolean immutable) {
            this.immutable = immutable;
        }

        @Override
        @SuppressWarnings("unchecked") // only such values are written
        public V read(StateTable table, int slot) {
            return (V) (immutable ? table.value(slot) : table.own(slot));
        }

        @Override
        public void write(StateTable table, int slot, V value) {
            table.replace(slot, value);
        }

        @Override
        public V toKeep(V value) {
            return value;
        }

        @Override
        public boolean areHandedOut() {
            return true;
        }
    }

    /** Keeps numbers, and makes objects of them for whoever asks. Copied per place. */
    final class Numbers<V> implements Values<V> {

        private final NumberType type;

        Numbers(NumberType type) {
            this.type = type;
        }

        @Override
        @SuppressWarnings("unchecked") // the type is the state's
        public V read(StateTable table, int slot) {
            return (V) type.object(table.number(slot));
        }

        @Override
        public void write(StateTable table, int slot, V value) {
            table.replace(slot, type.number(value));
        }

        @Override
        public V toKeep(V value) {
            return value;
        }

        @Override
        public boolean areHandedOut() {
            return false;
        }
    }
}
