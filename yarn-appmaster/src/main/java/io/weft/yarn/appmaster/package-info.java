/**
 * The ApplicationMaster: the shell around the JobManager on YARN. What the client shares with it lies in the packages below. The one
 * module of the containers' side that knows YARN's client classes. Depends on job-manager, hdfs-state and transport; never on the engine. The JobManager's thread
 * and the thread that talks to the YARN ResourceManager hand over by queues; containers are started on a pool.
 */
package io.weft.yarn.appmaster;
