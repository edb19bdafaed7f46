package io.weft.state.heap;

import io.weft.api.serialization.TypeSerializer;
import io.weft.model.KeyGroupRange;
import io.weft.model.KeyGroups;
import java.util.Objects;

/** The key that state means at the moment. Hash and key group are computed once for all states. Owned by the thread of the task. */
final class CurrentKey {

    private static final int CELL_LIFE = 4096;

    private final String operator;
    private final int maxParallelism;
    private final KeyGroupRange range;
    // Null if keys never change.
    private final TypeSerializer<Object> copier;

    private Cell cell = new Cell();
    private Object ownKey;
    private int hash;
    private int group;
    private long version;

    CurrentKey(String operator, TypeSerializer<Object> serializer, int maxParallelism, KeyGroupRange range) {
        this.operator = operator;
        this.maxParallelism = maxParallelism;
        this.range = range;
        this.copier = serializer.isImmutableType() ? null : serializer;
    }

    /**
     * Holds the key. The collector G1 makes each store of a reference wait for all earlier loads and stores, except into young objects, so a
     * cell is used only for a while: it never grows old.
     */
    private static final class Cell {
        private Object key;
    }

    void set(Object newKey) {
        if ((version & CELL_LIFE - 1) == 0) {
            cell = new Cell();
        }
        cell.key = Objects.requireNonNull(newKey, "A key must not be null");
        if (ownKey != null) {
            ownKey = null;
        }
        hash = KeyGroups.hash(newKey);
        int groupOfAll = KeyGroups.groupOfHash(hash, maxParallelism);
        group = groupOfAll - range.first();
        version++;
        if (!range.contains(groupOfAll)) {
            throw new IllegalArgumentException("Operator '" + operator + "' was given the key " + newKey
                    + " of key group " + groupOfAll + ", but has only the groups " + range.first() + " to "
                    + range.last()
                    + ": a key's hashCode() must always be the same, in every process, and a key selector"
                    + " must always find the same key in a record");
        }
    }

    Object key() {
        return cell.key;
    }

    /** The key as it can be kept: nobody else changes it. */
    Object ownKey() {
        if (ownKey == null) {
            ownKey = copier == null ? cell.key : copier.copy(cell.key);
        }
        return ownKey;
    }

    /** As {@link KeyGroups#hash}. */
    int hash() {
        return hash;
    }

    /** The key's group, counted from the first of the range. */
    int group() {
        return group;
    }

    /** Grows whenever a key is set; 0 before the first. */
    long version() {
        return version;
    }
}
