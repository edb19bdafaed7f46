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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much memory waiting records may take. */
class InFlightBytesTest {

    private static final JobID JOB = new JobID(1, 2);
    private static final ChannelId ID =
            new ChannelId(0, new ExecutionAttemptId(JOB, 0, 0, 0), new ExecutionAttemptId(JOB, 1, 0, 0));
    private static final TaskManagerLocation HERE = new TaskManagerLocation(new TaskManagerId("tm"), "localhost", 0);
    private static final String SMALL = "small";
    private static final String MEGABYTE = "x".repeat(1 << 20);

    private final LocalChannels channels = new LocalChannels();
    private final ChannelReader reader =
            channels.reader(ID, HERE, new ReaderSetup(strings(), new Doorbell(), barrier -> {}, new ClassCopies()));
    private final List<RecordBatch> batches = new ArrayList<>();

    private static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @SuppressWarnings("unchecked") // records are objects in here
    private static TypeSerializer<Object> strings() {
        return (TypeSerializer<Object>) (TypeSerializer<?>) Types.STRING.createSerializer(new SerializerConfigImpl());
    }

    private ChannelWriter writer() {
        Backpressure backpressure = new Backpressure() {
            @Override
            public void onBlocked() {}

            @Override
            public void awaitRoom(ChannelWriter blocked) {
                throw new Full();
            }
        };
        WriterSetup setup = new WriterSetup(
                strings(), false, 100, new WriterSetup.Producer(new Doorbell(), backpressure), new ClassCopies());
        return channels.writer(ID, HERE, setup);
    }

    /** Writes until the writer would wait, and tells how many records it took. */
    private static int fill(ChannelWriter writer, Object record) throws Exception {
        for (int taken = 0; ; taken++) {
            try {
                writer.write(record, Element.NO_TIMESTAMP);
            } catch (Full full) {
                return taken;
            }
        }
    }

    private void readAll(ChannelWriter writer) throws Exception {
        boolean all;
        do {
            all = writer.drain();
            for (Element element = reader.poll(); element != null; element = reader.poll()) {
                batches.add((RecordBatch) element);
            }
        } while (!all);
    }

    @Test
    void aFullChannelOfLargeRecordsHoldsOnlySomeTensOfMegabytes() throws Exception {
        assertThat(fill(writer(), MEGABYTE)).isBetween(16, 50);
    }

    @Test
    void aFullChannelOfSmallRecordsHoldsThousands() throws Exception {
        assertThat(fill(writer(), SMALL)).isGreaterThan(5000);
    }

    @Test
    void batchesShrinkWhenRecordsGrowAndGrowAgain() throws Exception {
        ChannelWriter writer = writer();
        fill(writer, SMALL);
        readAll(writer);
        fill(writer, MEGABYTE);
        readAll(writer);
        assertThat(fill(writer, MEGABYTE)).isBetween(16, 40);
        readAll(writer);
        assertThat(batches.get(batches.size() - 1).size).isEqualTo(1);
        for (int i = 0; i < 100; i++) {
            fill(writer, SMALL);
            readAll(writer);
        }
        assertThat(batches.get(batches.size() - 1).size).isGreaterThan(400);
    }

    @Test
    void aRecordThatCannotBeSerializedStillPassesByReference() throws Exception {
        ChannelWriter writer = writer();
        Object noString = new Object();
        writer.write(noString, Element.NO_TIMESTAMP);
        writer.flush();
        readAll(writer);
        assertThat(batches.get(0).records[0]).isSameAs(noString);
    }
}
