/**
 * When a job's checkpoints are made, which are complete, which files they leave, and what a new attempt starts from. Hard state is in
 * CheckpointFacts and changes by records alone; all else is soft. Depends on {@code port} and {@code step}. Runs on the thread that calls
 * {@code JobManager.handle}.
 */
package io.weft.jobmanager.checkpoint;
