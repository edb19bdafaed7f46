package io.weft.api.source.lib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.eventtime.Watermark;
import io.weft.api.source.SourceFunction.SourceContext;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SocketTextStreamFunctionTest {

    private final Records records = new Records();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stopListening() throws IOException {
        server.close();
    }

    @Test
    void emitsLinesUntilTheServerClosesTheSocket() throws Exception {
        CompletableFuture<Void> run = run(source("\n", 0));
        try (Socket client = server.accept()) {
            send(client, "one\r\ntwo\nrest");
        }
        run.get();

        assertThat(records.all()).containsExactly("one", "two", "rest");
    }

    @Test
    void joinsADelimiterThatComesInParts() throws Exception {
        CompletableFuture<Void> run = run(source("||", 0));
        try (Socket client = server.accept()) {
            send(client, "a|b|");
            send(client, "|c||");
        }
        run.get();

        assertThat(records.all()).containsExactly("a|b", "c");
    }

    @Test
    void connectsAnewAsOftenAsItMay() throws Exception {
        CompletableFuture<Void> run = run(source("\n", 1));
        for (String text : List.of("first\n", "second\n")) {
            try (Socket client = server.accept()) {
                send(client, text);
            }
        }
        run.get();

        assertThat(records.all()).containsExactly("first", "second");
    }

    @Test
    void endsWhenItIsCancelledWhileItWaitsForText() throws Exception {
        SocketTextStreamFunction source = source("\n", -1);
        CompletableFuture<Void> run = run(source);
        try (Socket client = server.accept()) {
            send(client, "hello\n");
            assertThat(records.queue.poll(10, TimeUnit.SECONDS)).isEqualTo("hello");

            source.cancel();

            run.get();
        }
    }

    @Test
    void namesTheServerThatDoesNotListen() throws IOException {
        SocketTextStreamFunction source = source("\n", 0);
        server.close();

        assertThatThrownBy(() -> source.run(records))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:");
    }

    private SocketTextStreamFunction source(String delimiter, long retries) {
        return new SocketTextStreamFunction("127.0.0.1", server.getLocalPort(), delimiter, retries);
    }

    private CompletableFuture<Void> run(SocketTextStreamFunction source) {
        return CompletableFuture.runAsync(() -> {
            try {
                source.run(records);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void send(Socket client, String text) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static final class Records implements SourceContext<String> {
        private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

        List<String> all() {
            return List.copyOf(queue);
        }

        @Override
        public void collect(String element) {
            queue.add(element);
        }

        @Override
        public void collectWithTimestamp(String element, long timestamp) {
            queue.add(element);
        }

        @Override
        public void emitWatermark(Watermark mark) {}

        @Override
        public void markAsTemporarilyIdle() {}

        @Override
        public Object getCheckpointLock() {
            return this;
        }

        @Override
        public void close() {}
    }
}
