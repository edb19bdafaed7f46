/**
 * Fields of values by name or position, for {@code keyBy("field")}, {@code sum(1)} and the like. Depends on {@code types} and below. An
 * accessor keeps nothing but what it found about the class, so any thread may use it.
 */
package io.weft.api.types.field;
