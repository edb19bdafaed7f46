package io.weft.api.functions.rich;

/** What a function is told when it is opened. */
public interface OpenContext {}
