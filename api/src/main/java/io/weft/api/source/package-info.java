/**
 * What a source is: splits, the enumerator that hands them out, the readers that read them; and the older source function.
 *
 * <p>Uses functions, checkpoint, eventtime, config and serialization. Readers and source functions run on the thread of their task, an enumerator
 * on a thread of its own in the TaskManager that hosts the source's subtask 0.
 */
package io.weft.api.source;
