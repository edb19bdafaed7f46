package io.weft.runtime.network;

import io.weft.api.execution.JobID;
import io.weft.api.serialization.TypeSerializer;
import io.weft.model.ChannelId;
import io.weft.model.Clock;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.runtime.channel.Backpressure;
import io.weft.runtime.channel.ChannelReader;
import io.weft.runtime.channel.ChannelWriter;
import io.weft.runtime.channel.Doorbell;
import io.weft.runtime.channel.Element;
import io.weft.runtime.channel.ReaderSetup;
import io.weft.runtime.channel.WriterSetup;
import io.weft.runtime.hot.ClassCopies;
import java.io.IOException;

/** One end of a channel as a task has it: its thread parks when there is nothing to do. */
final class TestTask implements Backpressure {

    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final long PARK_NANOS = 200_000_000L;

    private final Doorbell doorbell = new Doorbell();

    static ChannelId channel(int number) {
        JobID job = new JobID(1, 2);
        return new ChannelId(0, new ExecutionAttemptId(job, 0, number, 0), new ExecutionAttemptId(job, 1, number, 0));
    }

    static TaskManagerLocation location(String name, DataNetwork network) {
        return new TaskManagerLocation(
                new TaskManagerId(name), "127.0.0.1", network.address().getPort());
    }

    ChannelWriter writer(DataNetwork network, ChannelId id, TypeSerializer<?> serializer, long bufferTimeoutMs)
            throws IOException {
        WriterSetup.Producer producer = new WriterSetup.Producer(doorbell, this);
        return network.writer(
                id,
                new TaskManagerLocation(new TaskManagerId("consumers"), "127.0.0.1", 0),
                new WriterSetup(generic(serializer), false, bufferTimeoutMs, producer, new ClassCopies()));
    }

    ChannelReader reader(DataNetwork network, ChannelId id, TaskManagerLocation producer, TypeSerializer<?> serializer)
            throws IOException {
        return network.reader(
                id, producer, new ReaderSetup(generic(serializer), doorbell, barrier -> {}, new ClassCopies()));
    }

    @SuppressWarnings("unchecked") // tests write what their serializers can
    private static TypeSerializer<Object> generic(TypeSerializer<?> serializer) {
        return (TypeSerializer<Object>) serializer.duplicate();
    }

    @Override
    public void onBlocked() {}

    /** Returns when all that waits in the writer has been handed over. */
    @Override
    public void awaitRoom(ChannelWriter writer) throws IOException {
        Attempt<Boolean> drain = () -> writer.drain() ? Boolean.TRUE : null;
        await(drain);
    }

    /** The next element, waited for. */
    Element next(ChannelReader reader) throws IOException {
        return await(reader::poll);
    }

    private interface Attempt<T> {
        T orNull() throws IOException;
    }

    private <T> T await(Attempt<T> attempt) throws IOException {
        long deadline = Clock.SYSTEM.nanos() + PATIENCE_NANOS;
        while (Clock.SYSTEM.nanos() < deadline) {
            T result = attempt.orNull();
            if (result == null) {
                doorbell.prepareToWait();
                result = attempt.orNull();
                if (result == null) {
                    doorbell.await(PARK_NANOS);
                } else {
                    doorbell.stopWaiting();
                }
            }
            if (result != null) {
                return result;
            }
        }
        throw new AssertionError("Nothing happened within " + PATIENCE_NANOS / 1_000_000 + " ms");
    }
}
