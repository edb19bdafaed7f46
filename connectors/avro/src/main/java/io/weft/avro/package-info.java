/**
 * Avro's records, specific and generic, as types of streams and state; state follows changes of their schema by Avro's rules. It belongs
 * into the job's jar together with Avro, whose classes the records extend. Depends on the API's {@code types} and {@code serialization},
 * and Avro. The thread that runs a serializer owns it.
 */
package io.weft.avro;
