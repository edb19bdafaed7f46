/**
 * Tuples of up to 25 fields. Plain values: they depend on nothing, and belong to whoever holds them.
 */
package io.weft.api.tuple;
