package io.weft.state.format;

import io.weft.api.state.StateDescriptor;

/** The kinds of keyed state. */
public enum StateKind {
    VALUE(0, 1),
    LIST(1, 1),
    MAP(2, 2),
    REDUCING(3, 1),
    AGGREGATING(4, 1),
    TIMERS(5, 0);

    private static final StateKind[] KINDS = values();

    private final int code;
    private final int serializers;

    StateKind(int code, int serializers) {
        this.code = code;
        this.serializers = serializers;
    }

    /** The kind of state that a program describes. */
    public static StateKind of(StateDescriptor.Type type) {
        return valueOf(type.name());
    }

    /** The kind that is written as that number, or null. */
    static StateKind ofCode(int code) {
        for (StateKind kind : KINDS) {
            if (kind.code == code) {
                return kind;
            }
        }
        return null;
    }

    /** How it is written. */
    int code() {
        return code;
    }

    /** How many serializers a row's value needs. */
    int serializers() {
        return serializers;
    }
}
