/**
 * The TaskManager: deploys and cancels tasks as the JobManager says, and tells it how they fare.
 *
 * <p>May use: everything else in the runtime. Its state belongs to one control thread; tasks have threads of their own.
 */
package io.weft.runtime.taskmanager;
