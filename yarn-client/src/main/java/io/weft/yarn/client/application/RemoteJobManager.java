package io.weft.yarn.client.application;

import io.weft.model.Clock;
import io.weft.model.client.JobManagerGateway;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse;
import io.weft.transport.ApplicationSecret;
import io.weft.transport.Connection;
import io.weft.transport.ConnectionClosedException;
import io.weft.transport.ConnectionHandler;
import io.weft.transport.HandshakeException;
import io.weft.transport.NetworkThreads;
import io.weft.transport.RpcClient;
import io.weft.transport.TransportSettings;
import io.weft.yarn.appmaster.Daemons;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/**
 * The JobManager of an application, found through YARN. Waits for an ApplicationMaster that is still to come, and finds the next one when
 * one is lost. Questions fail with {@link ApplicationEndedException} when the application is over.
 */
public final class RemoteJobManager implements JobManagerGateway, AutoCloseable {

    private static final Set<YarnApplicationState> ENDED =
            EnumSet.of(YarnApplicationState.FINISHED, YarnApplicationState.FAILED, YarnApplicationState.KILLED);
    private static final long POLL_INTERVAL_MS = 100;
    private static final long CALL_TIMEOUT_MS = 60_000;

    private final YarnClient yarn;
    private final ApplicationId application;
    private final NetworkThreads threads = new NetworkThreads("rpc", 1);
    private final RpcClient client;
    private final ExecutorService callers = Executors.newCachedThreadPool(Daemons.named("ask"));
    private final CountDownLatch closed = new CountDownLatch(1);
    private Connection connection;

    RemoteJobManager(YarnClient yarn, ApplicationId application, ApplicationSecret secret) {
        this.yarn = yarn;
        this.application = application;
        this.client = new RpcClient(threads, secret, TransportSettings.defaults());
    }

    @Override
    public CompletableFuture<ClientResponse> ask(ClientRequest request) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return askUntilAnswered(request);
                    } catch (IOException | YarnException e) {
                        throw new CompletionException(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new CompletionException(e);
                    }
                },
                callers);
    }

    private ClientResponse askUntilAnswered(ClientRequest request)
            throws IOException, YarnException, InterruptedException {
        while (true) {
            Connection current = connect();
            try {
                return (ClientResponse) current.call(request, CALL_TIMEOUT_MS).get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TimeoutException && request instanceof ClientRequest.TriggerSavepoint) {
                    continue; // takes as long as it takes, and asked again it is the same savepoint
                }
                if (!(e.getCause() instanceof ConnectionClosedException)) {
                    throw new IOException(
                            "The JobManager of " + application + " did not answer: "
                                    + e.getCause().getMessage(),
                            e);
                }
                drop(current);
            }
        }
    }

    /** The connection to the present JobManager, made if there is none. */
    private synchronized Connection connect() throws IOException, YarnException, InterruptedException {
        while (connection == null) {
            requireOpen();
            ApplicationReport report = yarn.getApplicationReport(application);
            if (hasEnded(report)) {
                throw new ApplicationEndedException(report);
            }
            if (report.getYarnApplicationState() == YarnApplicationState.RUNNING && report.getRpcPort() > 0) {
                connection = tryConnect(new InetSocketAddress(report.getHost(), report.getRpcPort()));
            }
            if (connection == null) {
                var unused = closed.await(POLL_INTERVAL_MS, TimeUnit.MILLISECONDS);
            }
        }
        return connection;
    }

    private void requireOpen() throws IOException {
        if (closed.getCount() == 0) {
            throw new IOException("This client was closed.");
        }
    }

    private Connection tryConnect(InetSocketAddress address) throws IOException, InterruptedException {
        try {
            return client.connect(address, new Ignoring()).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HandshakeException refusal && isForGood(refusal.reason())) {
                throw new IOException(
                        "The JobManager of " + application + " refuses this client: "
                                + e.getCause().getMessage(),
                        e);
            }
            return null; // it may be just gone, and YARN not know yet
        }
    }

    private static boolean isForGood(HandshakeException.Reason reason) {
        return switch (reason) {
            case MALFORMED, WRONG_VERSION, WRONG_SERVICE, WRONG_SECRET -> true;
            // The other end may be dying or busy; YARN will say if it has ended.
            case TIMEOUT, CLOSED, TOO_MANY -> false;
        };
    }

    public static boolean hasEnded(ApplicationReport report) {
        return ENDED.contains(report.getYarnApplicationState());
    }

    /**
     * The application's last report when it has ended, or the present one after {@code timeoutMs}.
     *
     * @param progress sees every report
     */
    public ApplicationReport awaitApplicationEnd(long timeoutMs, Consumer<ApplicationReport> progress)
            throws IOException, YarnException, InterruptedException {
        long beginMs = Clock.SYSTEM.nowMs();
        while (true) {
            ApplicationReport report = yarn.getApplicationReport(application);
            progress.accept(report);
            if (hasEnded(report)
                    || Clock.SYSTEM.nowMs() - beginMs > timeoutMs
                    || closed.await(POLL_INTERVAL_MS, TimeUnit.MILLISECONDS)) {
                return report;
            }
        }
    }

    private synchronized void drop(Connection lost) {
        if (connection == lost) {
            connection = null;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        threads.close();
        callers.shutdownNow();
    }

    /** The JobManager sends clients nothing but answers. */
    private static final class Ignoring implements ConnectionHandler {
        @Override
        public void onMessage(Connection connection, Object message) {}

        @Override
        public void onClosed(Connection connection, ConnectionClosedException cause) {}
    }
}
