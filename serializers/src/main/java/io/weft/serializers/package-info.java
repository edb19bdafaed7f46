/**
 * What the API plugs in to serialize faster and more than the JDK alone can: generated serializers of tuples, POJOs and records, and Kryo
 * for all else. Depends on the API's {@code serialization} and {@code reflect}, ASM and Kryo. Generators may be called by any thread; a
 * serializer is owned by the thread that runs it.
 */
package io.weft.serializers;
