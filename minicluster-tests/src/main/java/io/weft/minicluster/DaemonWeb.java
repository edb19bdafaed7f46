package io.weft.minicluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks daemons over their web addresses how they are. */
final class DaemonWeb {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** A DataNode does not answer a request that offers HTTP/2. */
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private final ClusterState state;

    DaemonWeb(ClusterState state) {
        this.state = state;
    }

    /** Whether a daemon does its work; false or an exception means not yet. */
    boolean isReady(Daemon daemon) throws IOException, InterruptedException {
        return switch (daemon.kind()) {
            case NAME_NODE -> bean(daemon, "NameNode", "FSNamesystemState").contains("\"Operational\"");
            case DATA_NODE -> bean(daemon, "DataNode", "DataNodeInfo").contains("RUNNING");
            case RESOURCE_MANAGER -> get(daemon, "/ws/v1/cluster/info").contains("STARTED");
            case NODE_MANAGER ->
                get(daemon, "/ws/v1/node/info").contains("\"nodeHealthy\":true")
                        && get(only(DaemonKind.RESOURCE_MANAGER), "/ws/v1/cluster/nodes?states=RUNNING")
                                .contains(":" + daemon.ports().get("rpc") + "\"");
        };
    }

    /** Whether a NameNode waits for its DataNodes to report their blocks. */
    boolean isInSafeMode(Daemon nameNode) throws IOException, InterruptedException {
        return bean(nameNode, "NameNode", "FSNamesystemState").contains("\"safeMode\"");
    }

    /** Makes a directory in HDFS, and those above it. */
    void makeDirectory(String path, String permission) throws IOException, InterruptedException {
        String user = System.getProperty("user.name");
        String query = "?op=MKDIRS&permission=" + permission + "&user.name=" + user;
        send(HttpRequest.newBuilder(URI.create(only(DaemonKind.NAME_NODE).webAddress() + "/webhdfs/v1" + path + query))
                .PUT(HttpRequest.BodyPublishers.noBody()));
    }

    private String bean(Daemon daemon, String service, String name) throws IOException, InterruptedException {
        return get(daemon, "/jmx?qry=Hadoop:service=" + service + ",name=" + name);
    }

    private String get(Daemon daemon, String path) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(daemon.webAddress() + path)).header("Accept", "application/json"));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    private Daemon only(DaemonKind kind) {
        return state.daemons().stream()
                .filter(it -> it.kind() == kind)
                .findFirst()
                .orElseThrow();
    }
}
