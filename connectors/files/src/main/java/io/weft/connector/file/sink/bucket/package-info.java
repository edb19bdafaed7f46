/**
 * Which directory a sink's record goes to.
 *
 * <p>Uses serialization of the API. Runs on the thread of the sink's task.
 */
package io.weft.connector.file.sink.bucket;
