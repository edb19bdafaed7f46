/**
 * The TaskManager's process in a YARN container: wires the TaskManager to the JobManager, to other TaskManagers and to the container it
 * runs in.
 *
 * <p>May use: everything else in the runtime, {@code io.weft.hdfs}, {@code io.weft.transport}. The thread "leader" looks for the JobManager.
 */
package io.weft.runtime.container;
