package io.weft.yarn.appmaster;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.protocolrecords.RegisterApplicationMasterResponse;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.apache.hadoop.yarn.client.api.NMClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** An ApplicationMaster's clients to the YARN ResourceManager and to NodeManagers. */
record YarnConnection(AMRMClient<ContainerRequest> resourceManager, NMClient nodeManagers) implements AutoCloseable {

    /** YARN cuts longer diagnostics off at their end, where the root cause stands. */
    private static final int MAX_DIAGNOSTICS = 8_000;

    static YarnConnection open(Configuration hadoop) {
        Configuration configuration = new YarnConfiguration(hadoop);
        AMRMClient<ContainerRequest> resourceManager = AMRMClient.createAMRMClient();
        resourceManager.init(configuration);
        resourceManager.start();
        NMClient nodeManagers = NMClient.createNMClient();
        nodeManagers.init(configuration);
        // Containers outlive this process on purpose, so that the next ApplicationMaster finds them.
        nodeManagers.cleanupRunningContainersOnStop(false);
        nodeManagers.start();
        return new YarnConnection(resourceManager, nodeManagers);
    }

    RegisterApplicationMasterResponse register(InetSocketAddress address) throws YarnException, IOException {
        return resourceManager.registerApplicationMaster(address.getHostString(), address.getPort(), "");
    }

    /** Tells YARN how the application ended; it starts no further attempt then. */
    void unregister(ApplicationEffects.Outcome outcome) throws YarnException, IOException {
        FinalApplicationStatus status = switch (outcome.status()) {
            case SUCCEEDED -> FinalApplicationStatus.SUCCEEDED;
            case FAILED -> FinalApplicationStatus.FAILED;
            case KILLED -> FinalApplicationStatus.KILLED;
        };
        String diagnostics = outcome.diagnostics();
        String shown = diagnostics.length() <= MAX_DIAGNOSTICS
                ? diagnostics
                : diagnostics.substring(0, MAX_DIAGNOSTICS) + " ...";
        resourceManager.unregisterApplicationMaster(status, shown, "");
    }

    @Override
    public void close() {
        nodeManagers.stop();
        resourceManager.stop();
    }
}
