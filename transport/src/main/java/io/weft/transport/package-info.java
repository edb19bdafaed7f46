/**
 * Authenticated connections between Weft's processes, and remote calls over them. {@link io.weft.transport.SecureServer} and
 * {@link io.weft.transport.SecureConnector} carry bytes once both ends have proved that they know the application's secret;
 * {@link io.weft.transport.RpcServer} and {@link io.weft.transport.RpcClient} carry control messages on top. Depends on job-model,
 * Netty and Kryo. Runs on the threads of {@link io.weft.transport.NetworkThreads}, which never wait: callbacks must be short.
 */
package io.weft.transport;
