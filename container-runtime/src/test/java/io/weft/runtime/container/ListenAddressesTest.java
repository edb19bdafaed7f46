package io.weft.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.config.Configuration;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListenAddressesTest {

    @Test
    void areThoseOfTheMachineAtFreePortsIfNothingIsSaid() {
        ListenAddresses addresses = ListenAddresses.of(new Configuration(), "127.0.0.2");

        assertThat(addresses.records()).isEqualTo(new InetSocketAddress("127.0.0.2", 0));
        assertThat(addresses.messages()).isEqualTo(new InetSocketAddress("127.0.0.2", 0));
    }

    @Test
    void areAsTheSettingsSay() {
        Configuration settings =
                Configuration.fromMap(Map.of("taskmanager.bind-host", "0.0.0.0", "taskmanager.data.port", "6121"));

        ListenAddresses addresses = ListenAddresses.of(settings, "127.0.0.2");

        assertThat(addresses.records()).isEqualTo(new InetSocketAddress("0.0.0.0", 6121));
        assertThat(addresses.messages()).isEqualTo(new InetSocketAddress("0.0.0.0", 0));
    }
}
