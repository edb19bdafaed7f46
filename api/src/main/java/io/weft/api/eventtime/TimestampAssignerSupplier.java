package io.weft.api.eventtime;

import java.io.Serializable;

/** Makes the timestamp assigner of a subtask. */
@FunctionalInterface
public interface TimestampAssignerSupplier<T> extends Serializable {

    TimestampAssigner<T> createTimestampAssigner(Context context);

    /** Always gives the same assigner. */
    static <T> TimestampAssignerSupplier<T> of(SerializableTimestampAssigner<T> assigner) {
        return context -> assigner;
    }

    /** What an assigner may use of its surroundings. */
    interface Context {}
}
