/**
 * Writing and reading checkpoints over {@code io.weft.api.fs}: runs of bytes that share a TaskManager's file, metadata files, checksums.
 * Depends on {@code io.weft.model.checkpoint}.
 */
package io.weft.state.snapshot;
