/**
 * What {@code weft state} shows: checkpoints and savepoints, read without the job. Depends on {@code io.weft.yarn.client.terminal}.
 */
package io.weft.yarn.client.state;
