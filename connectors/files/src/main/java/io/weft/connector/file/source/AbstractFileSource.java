package io.weft.connector.file.source;

import io.weft.api.fs.Path;
import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.api.source.Boundedness;
import io.weft.api.source.Source;
import io.weft.api.source.SourceReader;
import io.weft.api.source.SourceReaderContext;
import io.weft.api.source.SplitEnumerator;
import io.weft.api.source.SplitEnumeratorContext;
import io.weft.api.types.ResultTypeQueryable;
import io.weft.api.types.TypeInformation;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What all file sources share: finding files, cutting them, handing splits to readers, reading them with a format. */
public abstract class AbstractFileSource<T>
        implements Source<T, FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>>, ResultTypeQueryable<T> {

    /** Reading this much takes some ten ms, which makes the price of a split small. */
    private static final long MIN_SPLIT_BYTES = 4 << 20;

    private final StreamFormat<T> format;
    private final FileDiscovery discovery;
    /** Null if the source ends with the files that are there. */
    private final Duration discoveryInterval;

    AbstractFileSource(AbstractFileSourceBuilder<T, ?> builder) {
        this.format = builder.format;
        this.discovery = new FileDiscovery(builder.paths, builder.discoveryInterval == null);
        this.discoveryInterval = builder.discoveryInterval;
    }

    @Override
    public Boundedness getBoundedness() {
        return discoveryInterval == null ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return format.getProducedType();
    }

    @Override
    public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>> createEnumerator(
            SplitEnumeratorContext<FileSourceSplit> enumContext) throws IOException {
        FileSplitEnumerator enumerator = newEnumerator(enumContext);
        enumerator.discover();
        return enumerator;
    }

    @Override
    public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>> restoreEnumerator(
            SplitEnumeratorContext<FileSourceSplit> enumContext, PendingSplitsCheckpoint<FileSourceSplit> checkpoint) {
        FileSplitEnumerator enumerator = newEnumerator(enumContext);
        enumerator.restore(checkpoint);
        return enumerator;
    }

    private FileSplitEnumerator newEnumerator(SplitEnumeratorContext<FileSourceSplit> context) {
        FileSplitter splitter = new FileSplitter(format.isSplittable(), MIN_SPLIT_BYTES);
        return new FileSplitEnumerator(context, discovery, splitter, Optional.ofNullable(discoveryInterval));
    }

    @Override
    public SourceReader<T, FileSourceSplit> createReader(SourceReaderContext readerContext) {
        return new FileSourceReader<>(readerContext, format);
    }

    @Override
    public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
        return FileSourceSplitSerializer.INSTANCE;
    }

    @Override
    public SimpleVersionedSerializer<PendingSplitsCheckpoint<FileSourceSplit>> getEnumeratorCheckpointSerializer() {
        return new PendingSplitsCheckpointSerializer();
    }

    /** Gathers what makes a file source. */
    public abstract static class AbstractFileSourceBuilder<T, SELF extends AbstractFileSourceBuilder<T, SELF>> {

        private final StreamFormat<T> format;
        private final List<Path> paths;
        private Duration discoveryInterval;

        AbstractFileSourceBuilder(StreamFormat<T> format, Path... paths) {
            this.format = Objects.requireNonNull(format, "format");
            this.paths = Arrays.asList(paths);
        }

        public abstract AbstractFileSource<T> build();

        /**
         * Makes the source unbounded: it looks for new files at this interval. Each path is read once, as it is when it is found,
         * so files must come into sight complete, by a rename or from a hidden name.
         *
         * @throws IllegalArgumentException if the interval is shorter than a millisecond
         */
        public SELF monitorContinuously(Duration discoveryInterval) {
            if (discoveryInterval.toMillis() < 1) {
                throw new IllegalArgumentException(
                        "New files can be looked for once a millisecond at most, not every " + discoveryInterval + ".");
            }
            this.discoveryInterval = discoveryInterval;
            return self();
        }

        /** Makes the source end when the files that are there at its start have been read. This is the default. */
        public SELF processStaticFileSet() {
            this.discoveryInterval = null;
            return self();
        }

        @SuppressWarnings("unchecked") // each builder names itself as SELF
        private SELF self() {
            return (SELF) this;
        }
    }
}
