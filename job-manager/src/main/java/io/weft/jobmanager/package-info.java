/**
 * The control plane's entry: {@link io.weft.jobmanager.JobManager} takes events and gives effects; the Dispatcher behind it has the
 * jobs. Depends on all packages below this one. No threads, sockets, Hadoop or clock: one thread, the shell's, calls it.
 */
package io.weft.jobmanager;
