package io.weft.connector.file.source;

import io.weft.api.config.Configuration;
import io.weft.api.eventtime.Watermark;
import io.weft.api.source.InputStatus;
import io.weft.api.source.ReaderOutput;
import io.weft.api.source.SourceEvent;
import io.weft.api.source.SourceOutput;
import io.weft.api.source.SourceReaderContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Drives a reader by hand and keeps what it emits. */
final class SplitReading<T> implements SourceReaderContext, ReaderOutput<T> {

    final List<T> records = new ArrayList<>();
    final FileSourceReader<T> reader;
    int splitRequests;

    SplitReading(StreamFormat<T> format) {
        reader = new FileSourceReader<>(this, format);
    }

    /** Everything in the splits, read one after the other. */
    static <T> List<T> readAll(StreamFormat<T> format, List<FileSourceSplit> splits) throws IOException {
        SplitReading<T> reading = new SplitReading<>(format);
        reading.reader.addSplits(splits);
        reading.reader.notifyNoMoreSplits();
        reading.reader.start();
        reading.pollToEnd();
        return reading.records;
    }

    void pollToEnd() throws IOException {
        InputStatus status;
        do {
            status = reader.pollNext(this);
        } while (status == InputStatus.MORE_AVAILABLE);
        reader.close();
    }

    @Override
    public void collect(T record) {
        records.add(record);
    }

    @Override
    public void collect(T record, long timestamp) {
        records.add(record);
    }

    @Override
    public SourceOutput<T> createOutputForSplit(String splitId) {
        return this;
    }

    @Override
    public void releaseOutputForSplit(String splitId) {}

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public Configuration getConfiguration() {
        return new Configuration();
    }

    @Override
    public String getLocalHostName() {
        return "localhost";
    }

    @Override
    public int getIndexOfSubtask() {
        return 0;
    }

    @Override
    public void sendSplitRequest() {
        splitRequests++;
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent sourceEvent) {}

    @Override
    public int currentParallelism() {
        return 1;
    }
}
