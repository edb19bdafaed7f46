package io.weft.runtime.operator;

import io.weft.api.functions.KeySelector;
import io.weft.api.functions.ReduceFunction;
import io.weft.api.serialization.TypeSerializer;
import io.weft.state.heap.KeyedTable;
import java.util.List;

/** The records of each key, folded into one. */
interface Folds {

    /** Folds a record into its key's, and answers the new fold. */
    Object add(Object record) throws Exception;

    /** The folds of all keys. */
    List<Object> all();

    /** Keeps what the function returns. What is answered is kept, too: whoever hands it on copies it if it can change. Copied per place. */
    final class Kept implements Folds {

        private final ReduceFunction<Object> function;
        private final KeySelector<Object, Object> keySelector;
        private final KeyedTable table = new KeyedTable();

        Kept(ReduceFunction<Object> function, KeySelector<Object, Object> keySelector) {
            this.function = function;
            this.keySelector = keySelector;
        }

        @Override
        public Object add(Object record) throws Exception {
            Object key = keySelector.getKey(record);
            int hash = KeyedTable.hash(key);
            int slot = table.find(key, hash);
            if (slot < 0) {
                table.insert(key, hash, record);
                return record;
            }
            Object fold = function.reduce(table.value(slot), record);
            table.replace(slot, fold);
            return fold;
        }

        @Override
        public List<Object> all() {
            return table.values();
        }
    }

    /**
     * Keeps objects that nobody else ever sees, and copies the fields of what the function returns into them: to store a young object in an
     * old table for each record would take the collector's slow write barrier. The function is given a copy, which it may change, keep and
     * return (the compiler leaves the copy out if the function only reads it), and what is answered belongs to the receiver. For types that
     * are cheap to copy. Copied per place.
     */
    final class Overwritten implements Folds {

        private final ReduceFunction<Object> function;
        private final KeySelector<Object, Object> keySelector;
        private final TypeSerializer<Object> serializer;
        private final KeyedTable table = new KeyedTable();

        Overwritten(
                ReduceFunction<Object> function,
                KeySelector<Object, Object> keySelector,
                TypeSerializer<Object> serializer) {
            this.function = function;
            this.keySelector = keySelector;
            this.serializer = serializer;
        }

        @Override
        public Object add(Object record) throws Exception {
            Object key = keySelector.getKey(record);
            int hash = KeyedTable.hash(key);
            int slot = table.find(key, hash);
            if (slot < 0) {
                // A record that is its own key goes on to others, and they may change it.
                Object ownKey = key == record ? serializer.copy(record) : key;
                table.insert(ownKey, hash, serializer.copy(record));
                return record;
            }
            Object kept = table.value(slot);
            Object fold = function.reduce(serializer.copy(kept), record);
            Object overwritten = serializer.copy(fold, kept);
            // Of another class than before, so that its fields did not fit.
            if (overwritten != kept) {
                table.replace(slot, overwritten);
            }
            return fold;
        }

        @Override
        public List<Object> all() {
            return table.values();
        }
    }
}
