package io.weft.runtime.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.config.SerializerConfigImpl;
import io.weft.api.execution.JobID;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.types.Types;
import io.weft.model.ChannelId;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.runtime.hot.ClassCopies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LocalChannelsTest {

    private static final JobID JOB = new JobID(1, 2);
    private static final ChannelId ID =
            new ChannelId(0, new ExecutionAttemptId(JOB, 0, 0, 0), new ExecutionAttemptId(JOB, 1, 0, 0));
    private static final TaskManagerLocation HERE = new TaskManagerLocation(new TaskManagerId("tm"), "localhost", 0);

    private final LocalChannels channels = new LocalChannels();
    private final List<Object> received = new ArrayList<>();
    private final Doorbell producer = new Doorbell();
    private final Doorbell consumer = new Doorbell();
    private ChannelReader reader = openReader();
    private int waits;

    private ChannelReader openReader() {
        return channels.reader(ID, HERE, new ReaderSetup(longs(), consumer, barrier -> {}, new ClassCopies()));
    }

    @SuppressWarnings("unchecked") // records are objects in here
    private static TypeSerializer<Object> longs() {
        return (TypeSerializer<Object>) (TypeSerializer<?>) Types.LONG.createSerializer(new SerializerConfigImpl());
    }

    private ChannelWriter writer(long bufferTimeoutMs) {
        Backpressure backpressure = new Backpressure() {
            @Override
            public void onBlocked() {}

            @Override
            public void awaitRoom(ChannelWriter blocked) throws IOException {
                waits++;
                while (!blocked.drain()) {
                    read();
                }
            }
        };
        WriterSetup setup = new WriterSetup(
                longs(), false, bufferTimeoutMs, new WriterSetup.Producer(producer, backpressure), new ClassCopies());
        return channels.writer(ID, HERE, setup);
    }

    private void read() throws IOException {
        for (Element element = reader.poll(); element != null; element = reader.poll()) {
            if (element instanceof RecordBatch batch) {
                for (int i = 0; i < batch.size; i++) {
                    received.add(batch.records[i]);
                    if (batch.timestamps != null) {
                        received.add("at " + batch.timestamps[i]);
                    }
                }
            } else {
                received.add(element);
            }
        }
    }

    @Test
    void recordsAndEventsStayInOrder() throws Exception {
        ChannelWriter writer = writer(100);
        writer.write(1L, Element.NO_TIMESTAMP);
        writer.write(2L, 20);
        writer.writeControl(new Element.Watermark(20));
        writer.write(3L, Element.NO_TIMESTAMP);
        writer.writeControl(new Element.EndOfData());
        read();
        assertThat(received)
                .containsExactly(
                        1L,
                        "at " + Element.NO_TIMESTAMP,
                        2L,
                        "at 20",
                        new Element.Watermark(20),
                        3L,
                        new Element.EndOfData());
    }

    @Test
    void aWriterThatOutrunsItsReaderWaitsInsteadOfGrowing() throws Exception {
        ChannelWriter writer = writer(100);
        for (long i = 0; i < 100_000; i++) {
            writer.write(i, Element.NO_TIMESTAMP);
        }
        writer.flush();
        while (!writer.drain()) {
            read();
        }
        read();
        assertThat(received)
                .containsExactlyElementsOf(
                        LongStream.range(0, 100_000).<Object>mapToObj(n -> n).toList());
        assertThat(waits).isPositive();
        assertThat(writer.recordsOut()).isEqualTo(100_000);
    }

    @Test
    void withoutABufferTimeoutEveryRecordGoesAtOnce() throws Exception {
        writer(0).write(1L, Element.NO_TIMESTAMP);
        read();
        assertThat(received).containsExactly(1L);
    }

    @Test
    void aPartlyFilledBatchGoesWhenTheTimeoutHasPassed() throws Exception {
        ChannelWriter writer = writer(100);
        writer.write(1L, Element.NO_TIMESTAMP);
        writer.endStep(1_000_000);
        writer.endStep(100_000_000);
        read();
        assertThat(received).isEmpty();
        writer.endStep(101_000_000);
        read();
        assertThat(received).containsExactly(1L);
    }

    @Test
    void aPartlyFilledBatchGoesAtOnceToAReaderThatWaits() throws Exception {
        ChannelWriter writer = writer(-1);
        writer.write(1L, Element.NO_TIMESTAMP);
        consumer.prepareToWait();
        writer.endStep(1);
        assertThat(consumer.isOwnerWaiting()).isFalse();
        read();
        assertThat(received).containsExactly(1L);
    }

    @Test
    void whatAFinishedWriterHandedOverIsFoundByAReaderThatComesLater() throws Exception {
        reader.close();
        ChannelWriter writer = writer(100);
        writer.write(1L, Element.NO_TIMESTAMP);
        writer.writeControl(new Element.EndOfData());
        writer.close(true);
        reader = openReader();
        read();
        assertThat(received).containsExactly(1L, new Element.EndOfData());
        reader.close();
        assertThat(channels.size()).isZero();
    }
}
