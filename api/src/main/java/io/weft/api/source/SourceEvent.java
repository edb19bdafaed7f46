package io.weft.api.source;

import java.io.Serializable;

/** A message between an enumerator and its readers. */
public interface SourceEvent extends Serializable {}
