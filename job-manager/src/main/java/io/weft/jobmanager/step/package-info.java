/**
 * One step of the control plane: the time it happens at, the effects it has, the times it wants to be woken. Depends on
 * {@code io.weft.jobmanager.port}. Runs on the thread that calls {@code JobManager.handle}.
 */
package io.weft.jobmanager.step;
