package io.weft.runtime.container;

import io.weft.hdfs.StagingDirectory;
import io.weft.model.Clock;
import io.weft.runtime.taskmanager.TaskManager;
import io.weft.transport.RpcClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the TaskManager connected with the JobManager that leads. The first one's address is given; when it is lost, the next one's is
 * found in the staging directory. Runs on a thread of its own, and returns when no JobManager has been found for too long.
 */
final class LeaderSearch {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderSearch.class);
    private static final long RETRY_INTERVAL_MS = 500;

    /** Longer than YARN takes to start another ApplicationMaster, also when it is busy. */
    private static final long GIVE_UP_AFTER_MS = 300_000;

    private final RpcClient client;
    private final TaskManager taskManager;
    private final String staging;
    private final CountDownLatch pause = new CountDownLatch(1);

    /** @param staging the application's staging directory */
    LeaderSearch(RpcClient client, TaskManager taskManager, String staging) {
        this.client = client;
        this.taskManager = taskManager;
        this.staging = staging;
    }

    void run(InetSocketAddress first) throws InterruptedException {
        InetSocketAddress leader = first;
        long lastSeenNanos = Clock.SYSTEM.nanos();
        while (Clock.SYSTEM.nanos() - lastSeenNanos < TimeUnit.MILLISECONDS.toNanos(GIVE_UP_AFTER_MS)) {
            if (serve(leader)) {
                lastSeenNanos = Clock.SYSTEM.nanos();
            }
            var unused = pause.await(RETRY_INTERVAL_MS, TimeUnit.MILLISECONDS);
            leader = findLeader().orElse(leader);
        }
    }

    /** Stays with a JobManager until the connection ends. False if there was none. */
    private boolean serve(InetSocketAddress leader) throws InterruptedException {
        LeaderConnection connection = new LeaderConnection(taskManager);
        try {
            client.connect(leader, connection).get();
            connection.closed().get();
            return true;
        } catch (ExecutionException e) {
            LOG.info("No JobManager at {}: {}", leader, e.getCause().getMessage());
            return false;
        }
    }

    private Optional<InetSocketAddress> findLeader() {
        try {
            return StagingDirectory.at(staging)
                    .findLeader()
                    .map(leader -> new InetSocketAddress(leader.host(), leader.port()));
        } catch (IOException e) {
            LOG.warn("Cannot look for a JobManager in {}.", staging, e);
            return Optional.empty();
        }
    }
}
