/**
 * Serializers of structures, which are tuples, POJOs and records: their layout, reflective and generated serializers, how values follow
 * changes of their class; and where Kryo plugs in for all else. Depends on {@code serialization}, {@code basic}, {@code reflect}, {@code
 * config}, {@code tuple} and {@code data}. The thread that runs a serializer owns it.
 */
package io.weft.api.serialization.struct;
