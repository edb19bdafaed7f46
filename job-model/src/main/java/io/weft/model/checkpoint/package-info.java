/**
 * What a checkpoint is made of: the order to make one, what tasks answer, what the metadata file holds, what a restored task is given.
 * Values only; depends on {@code io.weft.model}.
 */
package io.weft.model.checkpoint;
