/**
 * When a part file of a sink ends and the next begins.
 *
 * <p>Uses config of the API. Runs on the thread of the sink's task; time is passed in.
 */
package io.weft.connector.file.sink.rolling;
