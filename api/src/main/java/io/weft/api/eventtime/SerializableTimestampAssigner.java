package io.weft.api.eventtime;

import java.io.Serializable;

/** A timestamp assigner that can be sent to the containers: what a lambda becomes. */
@FunctionalInterface
public interface SerializableTimestampAssigner<T> extends TimestampAssigner<T>, Serializable {}
