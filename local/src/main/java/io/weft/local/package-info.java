/**
 * The JobManager and a TaskManager in one JVM: what runs when a program is started in an IDE, a test or a benchmark. Depends on
 * {@code io.weft.jobmanager} and {@code io.weft.runtime}, which are wired here as they are on a cluster, with queues for connections.
 */
package io.weft.local;
