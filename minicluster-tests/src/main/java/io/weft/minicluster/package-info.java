/**
 * A real Hadoop for tests and for playing: NameNode, DataNodes, ResourceManager and NodeManagers as separate processes.
 * Depends on the JDK alone, so it is compiled in a second and starts without a build of the engine. A
 * {@link io.weft.minicluster.MiniHadoop} is used by one thread; the daemons are other processes.
 */
package io.weft.minicluster;
