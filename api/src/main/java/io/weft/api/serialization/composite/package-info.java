/**
 * Serializers of values that are made of others: collections, arrays, rows, and the one that finds out what a value is when it sees it.
 * Depends on {@code serialization}, {@code basic}, {@code struct}, {@code tuple} and {@code data}. The thread that runs a serializer
 * owns it.
 */
package io.weft.api.serialization.composite;
