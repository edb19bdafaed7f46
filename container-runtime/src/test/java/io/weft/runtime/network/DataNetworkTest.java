package io.weft.runtime.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.basic.LongSerializer;
import io.weft.model.ChannelId;
import io.weft.model.Failure;
import io.weft.model.PeerLostException;
import io.weft.model.TaskManagerLocation;
import io.weft.runtime.channel.ChannelReader;
import io.weft.runtime.channel.ChannelWriter;
import io.weft.runtime.channel.Element;
import io.weft.runtime.channel.RecordBatch;
import io.weft.transport.ApplicationSecret;
import io.weft.transport.NetworkThreads;
import io.weft.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataNetworkTest {

    static {
        LeakWatch.install();
    }

    private static final ApplicationSecret SECRET = ApplicationSecret.generate(new SecureRandom());
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final TypeSerializer<byte[]> BYTES = new BytesSerializer();
    private static final long NEVER = -1;

    private final NetworkThreads threads = new NetworkThreads("test-network", 2);
    private final TestTask producer = new TestTask();
    private final TestTask consumer = new TestTask();
    private final List<DataNetwork> networks = new ArrayList<>();
    private DataNetwork producers;
    private DataNetwork consumers;

    @AfterEach
    void close() {
        networks.forEach(DataNetwork::close);
        threads.close();
        for (DataNetwork network : networks) {
            assertThat(network.segmentsInUse()).as("segments in use").isZero();
        }
    }

    @AfterAll
    static void nothingHasLeaked() {
        assertThat(LeakWatch.leaks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void recordsOfAllSizesArriveInOrderWithWhatStandsBetweenThem(long seed) throws Exception {
        Random random = new Random(seed);
        start(1 + random.nextInt(5), 2 + random.nextInt(20));
        ChannelId id = TestTask.channel(1);
        ChannelReader reader = consumer.reader(consumers, id, producerLocation(), BYTES);
        List<String> written = new ArrayList<>();
        CompletableFuture<Void> producing = inThread(() -> {
            ChannelWriter writer = producer.writer(producers, id, BYTES, NEVER);
            writeAll(writer, new Random(seed), written);
            writer.close(true);
        });

        List<String> read = readAll(reader);
        producing.join();
        reader.close();

        assertThat(read).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void scopesStartAtTheSamePlaceOnBothSides(long seed) throws Exception {
        start(4, 8);
        ChannelId id = TestTask.channel(1);
        ChannelReader reader = consumer.reader(consumers, id, producerLocation(), new WordSerializer());
        List<String> words = List.of("a", "b".repeat(700), "c".repeat(20_000), "d".repeat(100_000), "");
        List<String> written = new ArrayList<>();
        CompletableFuture<Void> producing = inThread(() -> {
            Random random = new Random(seed);
            ChannelWriter writer = producer.writer(producers, id, new WordSerializer(), NEVER);
            for (int i = 0; i < 5_000; i++) {
                String word = words.get(Math.min(random.nextInt(words.size()), random.nextInt(words.size())));
                written.add(word);
                writer.write(word, Element.NO_TIMESTAMP);
                if (random.nextInt(500) == 0) {
                    writer.flush();
                }
                producer.awaitRoom(writer);
            }
            writer.writeControl(new Element.EndOfData());
            producer.awaitRoom(writer);
            writer.close(true);
        });

        List<Object> read = new ArrayList<>();
        for (Element next = consumer.next(reader); next instanceof RecordBatch batch; next = consumer.next(reader)) {
            read.addAll(List.of(batch.records));
        }
        producing.join();
        reader.close();

        assertThat(read).isEqualTo(written);
    }

    @Test
    void aSlowTaskDoesNotHoldUpItsNeighboursChannel() throws Exception {
        start(20, 20);
        ChannelReader slow =
                consumer.reader(consumers, TestTask.channel(1), producerLocation(), LongSerializer.INSTANCE);
        ChannelWriter toSlow = producer.writer(producers, TestTask.channel(1), LongSerializer.INSTANCE, NEVER);
        TestTask otherConsumer = new TestTask();
        ChannelReader fast =
                otherConsumer.reader(consumers, TestTask.channel(2), producerLocation(), LongSerializer.INSTANCE);
        ChannelWriter toFast = producer.writer(producers, TestTask.channel(2), LongSerializer.INSTANCE, NEVER);
        producer.awaitRoom(toSlow);
        fill(toSlow);

        CompletableFuture<Void> producing = inThread(() -> writeLongs(producer, toFast, 200_000));
        assertThat(readLongs(otherConsumer, fast)).isEqualTo(200_000);
        producing.join();

        assertThat(toSlow.drain()).as("the slow task's channel is full").isFalse();
        toSlow.close(false);
        toFast.close(true);
        slow.close();
        fast.close();
    }

    @Test
    void tooFewSegmentsAreBackpressureAndNoDeadlock() throws Exception {
        start(1, 8);
        List<CompletableFuture<Long>> reading = new ArrayList<>();
        List<CompletableFuture<Void>> writing = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ChannelId id = TestTask.channel(i);
            TestTask task = new TestTask();
            ChannelReader reader = task.reader(consumers, id, producerLocation(), LongSerializer.INSTANCE);
            reading.add(CompletableFuture.supplyAsync(() -> unchecked(() -> readLongs(task, reader)), THREADS));
            TestTask writingTask = new TestTask();
            writing.add(inThread(() -> {
                ChannelWriter writer = writingTask.writer(producers, id, LongSerializer.INSTANCE, NEVER);
                writeLongs(writingTask, writer, 50_000);
                writer.close(true);
            }));
        }
        for (int i = 0; i < 8; i++) {
            writing.get(i).join();
            assertThat(reading.get(i).join()).isEqualTo(50_000);
        }
        assertThatThrownBy(() -> consumer.reader(consumers, TestTask.channel(9), producerLocation(), BYTES))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Network memory is used up")
                .hasMessageContaining("taskmanager.memory.network.size");
    }

    @Test
    void aConsumerThatComesLateGetsEverything() throws Exception {
        start(8, 8);
        ChannelWriter writer = producer.writer(producers, TestTask.channel(1), LongSerializer.INSTANCE, NEVER);
        writer.write(42L, 7);
        writer.writeControl(new Element.EndOfData());
        assertThat(writer.drain()).isFalse();

        ChannelReader reader =
                consumer.reader(consumers, TestTask.channel(1), producerLocation(), LongSerializer.INSTANCE);
        producer.awaitRoom(writer);
        writer.close(true);

        RecordBatch batch = (RecordBatch) consumer.next(reader);
        assertThat(batch.records).containsExactly(42L);
        assertThat(batch.timestamps).containsExactly(7L);
        assertThat(consumer.next(reader)).isEqualTo(new Element.EndOfData());
        assertThat(reader.poll()).isNull();
        reader.close();
    }

    @Test
    void withoutTimestampsNoneAreSent() throws Exception {
        start(8, 8);
        ChannelReader reader =
                consumer.reader(consumers, TestTask.channel(1), producerLocation(), LongSerializer.INSTANCE);
        ChannelWriter writer = producer.writer(producers, TestTask.channel(1), LongSerializer.INSTANCE, 0);

        writer.write(1L, Element.NO_TIMESTAMP);
        producer.awaitRoom(writer);

        assertThat(((RecordBatch) consumer.next(reader)).timestamps).isNull();
        writer.close(false);
        reader.close();
    }

    @Test
    void aPartlyFilledSegmentIsSentWhenItHasWaitedLongEnough() throws Exception {
        start(8, 8);
        ChannelReader reader =
                consumer.reader(consumers, TestTask.channel(1), producerLocation(), LongSerializer.INSTANCE);
        ChannelWriter writer = producer.writer(producers, TestTask.channel(1), LongSerializer.INSTANCE, 100);
        writer.writeControl(new Element.Watermark(1));
        producer.awaitRoom(writer);
        consumer.next(reader);

        writer.write(1L, Element.NO_TIMESTAMP);
        writer.endStep(1_000_000_000L);
        writer.endStep(1_099_999_999L);
        writer.writeControl(new Element.Idleness(true)); // takes the record along, before the timeout
        writer.write(2L, Element.NO_TIMESTAMP);
        writer.endStep(2_000_000_000L);
        writer.endStep(2_100_000_000L);
        producer.awaitRoom(writer);

        assertThat(((RecordBatch) consumer.next(reader)).records).containsExactly(1L);
        assertThat(consumer.next(reader)).isEqualTo(new Element.Idleness(true));
        assertThat(((RecordBatch) consumer.next(reader)).records).containsExactly(2L);
        writer.close(false);
        reader.close();
    }

    @Test
    void aRecordThatCannotBeWrittenLeavesTheOthersWhole() throws Exception {
        start(8, 8);
        ChannelReader reader = consumer.reader(consumers, TestTask.channel(1), producerLocation(), BYTES);
        ChannelWriter writer = producer.writer(producers, TestTask.channel(1), BYTES, NEVER);
        writer.write(new byte[] {1}, Element.NO_TIMESTAMP);
        assertThatThrownBy(() -> writer.write(BytesSerializer.UNLUCKY, Element.NO_TIMESTAMP))
                .isInstanceOf(IllegalArgumentException.class);
        writer.write(new byte[] {2}, Element.NO_TIMESTAMP);
        writer.flush();
        producer.awaitRoom(writer);

        assertThat(((RecordBatch) consumer.next(reader)).records).containsExactly(new byte[] {1});
        assertThat(((RecordBatch) consumer.next(reader)).records).containsExactly(new byte[] {2});
        writer.close(false);
        reader.close();
    }

    @Test
    void bothEndsLearnThatTheProducersTaskManagerIsGone() throws Exception {
        start(8, 8);
        Flowing flowing = flow();

        producers.close();

        assertThatThrownBy(() -> readLongs(consumer, flowing.reader))
                .isInstanceOfSatisfying(
                        PeerLostException.class,
                        e -> assertThat(Failure.of(e).secondary()).isTrue())
                .hasMessageContaining("consumers and producers at 127.0.0.1")
                .hasMessageContaining("is broken");
        assertThatThrownBy(() -> writeLongs(producer, flowing.writer, 1_000_000))
                .isInstanceOf(PeerLostException.class);
        flowing.close();
    }

    @Test
    void bothEndsLearnThatTheConsumersTaskManagerIsGone() throws Exception {
        start(8, 8);
        Flowing flowing = flow();

        consumers.close();

        assertThatThrownBy(() -> writeLongs(producer, flowing.writer, 1_000_000))
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining("producers and the TaskManager at");
        assertThatThrownBy(() -> readLongs(consumer, flowing.reader))
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining("this TaskManager is ending");
        flowing.close();
    }

    @Test
    void theReaderLearnsThatTheProducerWasStopped() throws Exception {
        start(8, 8);
        Flowing flowing = flow();

        flowing.writer.close(false);

        assertThatThrownBy(() -> readLongs(consumer, flowing.reader))
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining("producer was stopped");
        flowing.close();
    }

    @Test
    void theWriterLearnsThatTheConsumerWasStopped() throws Exception {
        start(8, 8);
        Flowing flowing = flow();

        flowing.reader.close();

        assertThatThrownBy(() -> writeLongs(producer, flowing.writer, 1_000_000))
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining("consumer has ended");
        flowing.close();
    }

    @Test
    void waitsForAProducerForABoundedTime() throws Exception {
        producers = network("producers", new DataNetworkSettings(8, 8, 50, 10_000, 50_000));
        consumers = network("consumers", new DataNetworkSettings(8, 8, 50, 10_000, 50_000));
        ChannelReader reader = consumer.reader(consumers, TestTask.channel(1), producerLocation(), BYTES);

        assertThatThrownBy(() -> consumer.next(reader))
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining("not there after 50 ms");
        reader.close();
    }

    @Test
    void saysWhichTaskManagerIsOutOfReach() throws Exception {
        start(8, 8);
        TaskManagerLocation gone = producerLocation();
        producers.close();
        ChannelReader reader = consumer.reader(consumers, TestTask.channel(1), gone, BYTES);

        assertThatThrownBy(() -> consumer.next(reader))
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining("Cannot connect to")
                .hasMessageContaining("producers at 127.0.0.1:" + gone.dataPort());
        reader.close();
    }

    @Test
    void aSilentConnectionCountsAsBroken() throws Exception {
        producers = network("producers", new DataNetworkSettings(8, 8, 20_000, 100_000, 200_000));
        consumers = network("consumers", new DataNetworkSettings(8, 8, 20_000, 50, 100));
        ChannelReader reader = consumer.reader(consumers, TestTask.channel(1), producerLocation(), BYTES);

        assertThatThrownBy(() -> consumer.next(reader))
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining("silent for too long");
        reader.close();
    }

    private record Flowing(ChannelWriter writer, ChannelReader reader) {
        void close() {
            writer.close(false);
            reader.close();
        }
    }

    /** A channel in the middle of its work. */
    private Flowing flow() throws IOException {
        ChannelReader reader =
                consumer.reader(consumers, TestTask.channel(1), producerLocation(), LongSerializer.INSTANCE);
        ChannelWriter writer = producer.writer(producers, TestTask.channel(1), LongSerializer.INSTANCE, NEVER);
        for (long i = 0; i < 5_000; i++) {
            writer.write(i, Element.NO_TIMESTAMP);
        }
        writer.flush();
        producer.awaitRoom(writer);
        consumer.next(reader);
        return new Flowing(writer, reader);
    }

    /** Until it takes no more for a while, although it is tried again and again. */
    private static void fill(ChannelWriter writer) throws IOException {
        for (int refused = 0; refused < 20; ) {
            if (writer.drain()) {
                refused = 0;
                for (int i = 0; i < 5_000; i++) {
                    writer.write(0L, Element.NO_TIMESTAMP);
                }
            } else {
                refused++;
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private void start(int sendSegments, int receiveSegments) throws IOException {
        DataNetworkSettings settings = new DataNetworkSettings(sendSegments, receiveSegments, 20_000, 10_000, 50_000);
        producers = network("producers", settings);
        consumers = network("consumers", settings);
    }

    private DataNetwork network(String name, DataNetworkSettings settings) throws IOException {
        DataNetwork network = new DataNetwork(name, threads, ANY_PORT, SECRET, TransportSettings.defaults(), settings);
        networks.add(network);
        return network;
    }

    private TaskManagerLocation producerLocation() {
        return TestTask.location("producers", producers);
    }

    private void writeAll(ChannelWriter writer, Random random, List<String> written) throws IOException {
        boolean stamped = false;
        for (int i = 0; i < 3_000; i++) {
            int kind = random.nextInt(100);
            if (kind == 0) {
                writer.writeControl(new Element.Watermark(i));
                written.add("watermark " + i);
            } else if (kind == 1) {
                writer.flush();
            } else {
                stamped |= random.nextInt(1_000) == 0;
                byte[] record = new byte[size(random)];
                random.nextBytes(record);
                long timestamp = stamped ? i : Element.NO_TIMESTAMP;
                writer.write(record, timestamp);
                written.add(describe(record, timestamp));
            }
            if (random.nextInt(4) == 0) {
                producer.awaitRoom(writer);
            }
        }
        writer.writeControl(new Element.EndOfData());
        producer.awaitRoom(writer);
        written.add("end");
    }

    private static int size(Random random) {
        return switch (random.nextInt(50)) {
            case 0 -> random.nextInt(200_000);
            case 1, 2 -> 32_000 + random.nextInt(1_000);
            case 3 -> 0;
            default -> random.nextInt(300);
        };
    }

    private List<String> readAll(ChannelReader reader) throws IOException {
        List<String> read = new ArrayList<>();
        while (true) {
            Element element = consumer.next(reader);
            if (element instanceof RecordBatch batch) {
                for (int i = 0; i < batch.size; i++) {
                    long timestamp = batch.timestamps == null ? Element.NO_TIMESTAMP : batch.timestamps[i];
                    read.add(describe((byte[]) batch.records[i], timestamp));
                }
            } else if (element instanceof Element.Watermark watermark) {
                read.add("watermark " + watermark.timestamp());
            } else {
                read.add("end");
                return read;
            }
        }
    }

    private static String describe(byte[] record, long timestamp) {
        return record.length + " bytes " + Arrays.hashCode(record) + " at " + timestamp;
    }

    private static void writeLongs(TestTask task, ChannelWriter writer, long count) throws IOException {
        for (long i = 0; i < count; i++) {
            writer.write(i, Element.NO_TIMESTAMP);
        }
        writer.writeControl(new Element.EndOfData());
        task.awaitRoom(writer);
    }

    /** Reads to the end of the data. */
    private static long readLongs(TestTask task, ChannelReader reader) throws IOException {
        long count = 0;
        for (Element next = task.next(reader); next instanceof RecordBatch batch; next = task.next(reader)) {
            for (int i = 0; i < batch.size; i++) {
                count++;
            }
        }
        return count;
    }

    private static final Executor THREADS = action -> new Thread(action).start();

    private interface Action {
        void run() throws Exception;
    }

    private interface Result<T> {
        T get() throws Exception;
    }

    private static CompletableFuture<Void> inThread(Action action) {
        return CompletableFuture.runAsync(
                () -> unchecked(() -> {
                    action.run();
                    return null;
                }),
                THREADS);
    }

    private static <T> T unchecked(Result<T> action) {
        try {
            return action.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
