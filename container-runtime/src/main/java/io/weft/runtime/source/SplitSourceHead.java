package io.weft.runtime.source;

import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.api.source.InputStatus;
import io.weft.api.source.ReaderOutput;
import io.weft.api.source.Source;
import io.weft.api.source.SourceReader;
import io.weft.api.source.SourceSplit;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.message.SourceMessage;
import io.weft.runtime.chain.Receiver;
import io.weft.runtime.state.VersionedList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads splits with the user's reader. */
final class SplitSourceHead implements SourceHead {

    private final Source<Object, SourceSplit, ?> source;
    private final SourceContext context;
    private final Receiver next;
    private final ReaderOutput<Object> output;
    private final RecordCount count;
    private final PollLoop loop;
    private SourceReader<Object, SourceSplit> reader;
    private VersionedList<SourceSplit> splits;
    private CompletableFuture<Void> awaited;

    /** Polls a reader. In a class of its own, which is copied per place: the loop that the chain is inlined into. */
    interface PollLoop {
        /** How many polls had more to come; less than the budget if the last one, not counted, had not. */
        int poll(SourceReader<Object, SourceSplit> reader, ReaderOutput<Object> output, int budget) throws Exception;

        InputStatus lastStatus();
    }

    SplitSourceHead(
            Source<Object, SourceSplit, ?> source,
            SourceContext context,
            ReaderOutput<Object> output,
            RecordCount count,
            PollLoop loop) {
        this.source = source;
        this.context = context;
        this.next = context.operator().outputs().main();
        this.output = output;
        this.count = count;
        this.loop = loop;
    }

    @Override
    public void open() throws Exception {
        reader = source.createReader(new ReaderContext(context));
        splits = new VersionedList<>(context.operator().state(), "_source_splits", source.getSplitSerializer());
        List<SourceSplit> restored = splits.get();
        if (!restored.isEmpty()) {
            reader.addSplits(restored);
        }
        context.toEnumerator().accept(new SourceMessage.ReaderStarted(context.reader(), context.location()));
        reader.start();
    }

    @Override
    public int step(int budget) throws Exception {
        if (awaited != null && !awaited.isDone()) {
            return 0;
        }
        awaited = null;
        long before = count.records;
        int polls = loop.poll(reader, output, budget);
        if (polls < budget && loop.lastStatus() == InputStatus.END_OF_INPUT) {
            endInput();
            return END;
        }
        if (polls < budget) {
            awaited = reader.isAvailable();
            // A failed future means only that the next poll will tell why.
            var unused = awaited.whenComplete(
                    (ignored, failure) -> context.doorbell().ring());
        }
        // A poll may emit and yet say that there is no more.
        return (int) Math.max(polls, Math.min(budget, count.records - before));
    }

    @Override
    public void endInput() throws Exception {
        next.watermark(Long.MAX_VALUE);
        next.endOfInput();
    }

    /** The enumerator sends them. */
    @Override
    public boolean waitsForBarriers() {
        return true;
    }

    @Override
    public void onMessage(SourceMessage.ToReader message) throws Exception {
        if (message instanceof SourceMessage.SplitsAssigned assigned) {
            reader.addSplits(read(assigned));
        } else if (message instanceof SourceMessage.NoMoreSplits) {
            reader.notifyNoMoreSplits();
        } else if (message instanceof SourceMessage.EventToReader event) {
            ClassLoader userCode = context.operator().runtime().getUserCodeClassLoader();
            reader.handleSourceEvents(EventCodec.read(event.event(), userCode));
        } else if (message instanceof SourceMessage.EnumeratorFailed failed) {
            throw new EnumeratorFailedException(failed.failure());
        }
        // Splits may make a reader available that had none and did not complete its future for it.
        awaited = null;
    }

    private List<SourceSplit> read(SourceMessage.SplitsAssigned assigned) throws IOException {
        SimpleVersionedSerializer<SourceSplit> serializer = source.getSplitSerializer();
        List<SourceSplit> read = new ArrayList<>();
        for (byte[] split : assigned.splits()) {
            read.add(serializer.deserialize(assigned.version(), split));
        }
        return read;
    }

    @Override
    public void snapshot(CheckpointBarrier barrier) throws Exception {
        splits.set(reader.snapshotState(barrier.checkpoint()));
    }

    @Override
    public void checkpointCompleted(long checkpoint) throws Exception {
        reader.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void checkpointAborted(long checkpoint) throws Exception {
        reader.notifyCheckpointAborted(checkpoint);
    }

    @Override
    public long records() {
        return count.records;
    }

    @Override
    public void dispose() throws Exception {
        if (reader != null) {
            reader.close();
        }
    }
}
