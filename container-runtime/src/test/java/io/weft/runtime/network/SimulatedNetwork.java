package io.weft.runtime.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.runtime.channel.Channels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The data networks of some TaskManagers, without sockets or threads: each step carries some bytes over one of the connections, which
 * are made late, and break with all that is on its way. Owned by one thread.
 */
public final class SimulatedNetwork implements AutoCloseable {

    private static final long FOREVER_MS = 1L << 40;

    private final Random random;
    private final Map<TaskManagerId, RemoteChannels> taskManagers = new HashMap<>();
    private final List<Link> links = new ArrayList<>();

    /** A connection between two TaskManagers; {@code null} channels until it is made. */
    private final class Link {
        private final TaskManagerId from;
        private final TaskManagerId to;
        private final DataConnection connection;
        private final ByteBuf toConsumer = Unpooled.buffer();
        private final ByteBuf toProducer = Unpooled.buffer();
        private EmbeddedChannel consumer;
        private EmbeddedChannel producer;

        Link(TaskManagerId from, TaskManagerId to, DataConnection connection) {
            this.from = from;
            this.to = to;
            this.connection = connection;
        }

        void step() {
            if (consumer == null) {
                connect();
            } else {
                carry(toProducer, producer);
                carry(toConsumer, consumer);
            }
        }

        private void connect() {
            RemoteChannels server = taskManagers.get(to);
            if (server == null) {
                breakOff();
                return;
            }
            consumer = new EmbeddedChannel();
            producer = new EmbeddedChannel();
            server.onConsumer(producer);
            connection.attach(consumer);
        }

        private void carry(ByteBuf onTheWay, EmbeddedChannel receiver) {
            send();
            int most = onTheWay.readableBytes();
            if (most > 0) {
                int some = random.nextInt(3) == 0 ? random.nextInt(most) : most;
                receiver.writeInbound(onTheWay.readBytes(some));
                onTheWay.discardReadBytes();
                // The receiver may have sent something, too.
                send();
            }
        }

        /** Copies what has been sent, at once: the memory of a segment that was sent is used again. */
        private void send() {
            send(consumer, toProducer);
            send(producer, toConsumer);
        }

        private static void send(EmbeddedChannel sender, ByteBuf onTheWay) {
            sender.runPendingTasks();
            for (ByteBuf sent = sender.readOutbound(); sent != null; sent = sender.readOutbound()) {
                onTheWay.writeBytes(sent);
                sent.release();
            }
        }

        void breakOff() {
            links.remove(this);
            if (consumer == null) {
                connection.fail("refused", null);
            } else {
                consumer.finishAndReleaseAll();
                producer.finishAndReleaseAll();
            }
        }
    }

    public SimulatedNetwork(Random random) {
        this.random = random;
    }

    /** Starts a TaskManager. */
    public Channels start(TaskManagerId id, int segments) {
        DataNetworkSettings settings =
                new DataNetworkSettings(segments, segments, FOREVER_MS, FOREVER_MS, FOREVER_MS + 1);
        RemoteChannels channels = new RemoteChannels(
                id.toString(), settings, (producer, connection) -> links.add(new Link(id, producer.id(), connection)));
        taskManagers.put(id, channels);
        return channels;
    }

    /** A TaskManager's process dies: the others see its connections break. Its tasks are still to be closed. */
    public void end(TaskManagerId id) {
        for (Link link : List.copyOf(links)) {
            if (link.from.equals(id) || link.to.equals(id)) {
                link.breakOff();
            }
        }
    }

    /** Where another TaskManager's tasks are found. */
    public static TaskManagerLocation location(TaskManagerId id) {
        return new TaskManagerLocation(id, "localhost", 0);
    }

    /** Carries some bytes over some connection, or makes it. */
    public void step() {
        if (!links.isEmpty()) {
            links.get(random.nextInt(links.size())).step();
        }
    }

    /**
     * Breaks some connection.
     *
     * @return false if there is none
     */
    public boolean breakSomeLink() {
        if (links.isEmpty()) {
            return false;
        }
        links.get(random.nextInt(links.size())).breakOff();
        return true;
    }

    /** How many segments hold data: none when all tasks have ended and their connections have carried everything. */
    public int segmentsInUse() {
        return taskManagers.values().stream()
                .mapToInt(RemoteChannels::segmentsInUse)
                .sum();
    }

    /** Breaks all connections. */
    @Override
    public void close() {
        List.copyOf(links).forEach(Link::breakOff);
        taskManagers.values().forEach(RemoteChannels::close);
    }
}
