package io.weft.api.serialization;

/** Marks a serializer that can write null by itself. */
public interface NullTaking {}
