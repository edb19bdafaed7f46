package io.weft.runtime.container;

import io.weft.api.config.Configuration;
import io.weft.api.config.NettyShuffleEnvironmentOptions;
import java.net.InetSocketAddress;

/**
 * Where a TaskManager listens. Others connect by the name of its machine, whatever the address is.
 *
 * @param records for data connections
 * @param messages for what other processes tell it
 */
record ListenAddresses(InetSocketAddress records, InetSocketAddress messages) {

    /** @param host the name of this machine in YARN */
    static ListenAddresses of(Configuration settings, String host) {
        String address = settings.get(NettyShuffleEnvironmentOptions.DATA_BIND_HOST, host);
        return new ListenAddresses(
                new InetSocketAddress(address, settings.get(NettyShuffleEnvironmentOptions.DATA_PORT)),
                new InetSocketAddress(address, 0));
    }
}
