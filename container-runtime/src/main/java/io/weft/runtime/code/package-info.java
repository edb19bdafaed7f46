/**
 * A job's code in this TaskManager: jars fetched once, one class loader a job, and calls that would end the process taken out.
 *
 * <p>May use: {@code io.weft.api.fs}, {@code io.weft.model} and ASM. Used by the workers' threads.
 */
package io.weft.runtime.code;
