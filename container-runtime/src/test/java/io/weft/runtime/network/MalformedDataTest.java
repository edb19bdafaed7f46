package io.weft.runtime.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.weft.api.serialization.basic.LongSerializer;
import io.weft.runtime.channel.ChannelReader;
import io.weft.runtime.channel.ChannelWriter;
import io.weft.runtime.channel.Element;
import io.weft.runtime.channel.RecordBatch;
import io.weft.transport.ApplicationSecret;
import io.weft.transport.Credentials;
import io.weft.transport.NetworkThreads;
import io.weft.transport.SecureConnector;
import io.weft.transport.Service;
import io.weft.transport.TransportSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A peer that knows the secret and talks nonsense. */
class MalformedDataTest {

    static {
        LeakWatch.install();
    }

    private static final ApplicationSecret SECRET = ApplicationSecret.generate(new SecureRandom());
    private static final TransportSettings TRANSPORT = TransportSettings.defaults();
    private static final DataNetworkSettings SETTINGS = new DataNetworkSettings(8, 8, 20_000, 10_000, 50_000);

    private final NetworkThreads threads = new NetworkThreads("test-network", 1);
    private DataNetwork producers;
    private DataNetwork consumers;

    @BeforeEach
    void start() throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        producers = new DataNetwork("producers", threads, anyPort, SECRET, TRANSPORT, SETTINGS);
        consumers = new DataNetwork("consumers", threads, anyPort, SECRET, TRANSPORT, SETTINGS);
    }

    @AfterEach
    void close() {
        producers.close();
        consumers.close();
        threads.close();
        assertThat(producers.segmentsInUse() + consumers.segmentsInUse()).isZero();
    }

    @Test
    void aLengthOfTwoGigabytesIsRefused() throws Exception {
        sendAndAwaitEnd(frame ->
                frame.writeInt(Integer.MAX_VALUE).writeByte(DataFrame.DATA).writeInt(0));
        assertServes();
    }

    @Test
    void aSegmentToAProducerIsRefused() throws Exception {
        sendAndAwaitEnd(frame -> frame.writeInt(DataFrame.DATA_HEAD_BYTES - 4)
                .writeByte(DataFrame.DATA)
                .writeInt(0)
                .writeZero(13));
        assertServes();
    }

    @Test
    void moreCreditsThanAnybodyGivesAreRefused() throws Exception {
        sendAndAwaitEnd(frame -> frame.writeBytes(DataFrame.open(1, TestTask.channel(1), Integer.MAX_VALUE)));
        assertServes();
    }

    @Test
    void aSecondRequestForAChannelIsRefused() throws Exception {
        sendAndAwaitEnd(frame -> frame.writeBytes(DataFrame.open(1, TestTask.channel(9), 1))
                .writeBytes(DataFrame.open(2, TestTask.channel(9), 1)));
        assertServes();
    }

    @Test
    void aRequestThatEndsEarlyIsRefused() throws Exception {
        sendAndAwaitEnd(frame ->
                frame.writeInt(5 + 6).writeByte(DataFrame.OPEN).writeInt(1).writeZero(6));
        assertServes();
    }

    @Test
    void garbageIsRefused() throws Exception {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            byte[] garbage = new byte[1_100 + random.nextInt(300)];
            random.nextBytes(garbage);
            sendAndAwaitEnd(frame -> {
                if (random.nextBoolean()) {
                    frame.writeInt(5 + random.nextInt(1_000))
                            .writeByte(random.nextInt(9))
                            .writeInt(1);
                }
                frame.writeBytes(garbage);
            });
        }
        assertServes();
    }

    /** What is sent is followed by a frame that is refused in any case, so that the end comes. */
    private void sendAndAwaitEnd(Consumer<ByteBuf> content) {
        ByteBuf bytes = Unpooled.buffer();
        content.accept(bytes);
        bytes.writeZero(2_000);
        Channel channel = new SecureConnector(threads, new Credentials(SECRET, Service.DATA), TRANSPORT)
                .connect(producers.address(), connected -> connected)
                .join();
        var unused = channel.writeAndFlush(bytes);
        channel.closeFuture().awaitUninterruptibly(20_000);
        assertThat(channel.isOpen()).as("the connection is open").isFalse();
    }

    private void assertServes() throws Exception {
        TestTask consumer = new TestTask();
        TestTask producer = new TestTask();
        ChannelReader reader = consumer.reader(
                consumers, TestTask.channel(7), TestTask.location("producers", producers), LongSerializer.INSTANCE);
        ChannelWriter writer = producer.writer(producers, TestTask.channel(7), LongSerializer.INSTANCE, 0);
        writer.write(5L, Element.NO_TIMESTAMP);
        producer.awaitRoom(writer);
        assertThat(((RecordBatch) consumer.next(reader)).records).containsExactly(5L);
        writer.close(true);
        reader.close();
    }
}
