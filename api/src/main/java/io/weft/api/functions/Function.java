package io.weft.api.functions;

import java.io.Serializable;

/** Marks every function a user writes. Functions travel to the containers serialized, so what they hold must be serializable. */
public interface Function extends Serializable {}
