package io.weft.api.functions;

/** What a function is told when it is opened. */
public interface OpenContext {}
