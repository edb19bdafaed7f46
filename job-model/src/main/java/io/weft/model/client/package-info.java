/** The asking side of a JobManager: following a job, wherever the JobManager runs. Depends on {@code io.weft.model.message}. */
package io.weft.model.client;
