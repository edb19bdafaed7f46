/**
 * A job's code in this TaskManager: jars fetched once, one class loader a job.
 *
 * <p>May use: {@code io.weft.api.fs}, {@code io.weft.model}. Used by the workers' threads.
 */
package io.weft.runtime.code;
