/**
 * Sources: the heads of chains that make records, and the enumerators that hand splits to their readers.
 *
 * <p>May use: the API, {@code io.weft.model}, {@code io.weft.runtime.operator} and {@code .channel}. Readers belong to their task's
 * thread, a source function runs on a thread of its own, and so does an enumerator.
 */
package io.weft.runtime.source;
