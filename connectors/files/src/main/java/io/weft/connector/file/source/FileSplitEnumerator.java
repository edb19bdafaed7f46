package io.weft.connector.file.source;

import io.weft.api.fs.FileStatus;
import io.weft.api.fs.Path;
import io.weft.api.source.SplitEnumerator;
import io.weft.api.source.SplitEnumeratorContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Hands splits to the readers that ask for one; if told to, looks for new files again and again. */
final class FileSplitEnumerator implements SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>> {

    private final SplitEnumeratorContext<FileSourceSplit> context;
    private final FileDiscovery discovery;
    private final FileSplitter splitter;
    private final Optional<Duration> discoveryInterval;

    private final SplitQueue queue = new SplitQueue();
    private final Set<Path> processed = new HashSet<>();
    /** Readers that asked in vain, with their hosts; only while new files may come. */
    private final Map<Integer, Optional<String>> waiting = new LinkedHashMap<>();

    /** @param discoveryInterval how often to look for new files; empty to read just those that are there */
    FileSplitEnumerator(
            SplitEnumeratorContext<FileSourceSplit> context,
            FileDiscovery discovery,
            FileSplitter splitter,
            Optional<Duration> discoveryInterval) {
        this.context = context;
        this.discovery = discovery;
        this.splitter = splitter;
        this.discoveryInterval = discoveryInterval;
    }

    /** Looks for the files that are there now. Before {@link #start}, so that a path that does not exist fails the job at once. */
    void discover() throws IOException {
        addNewFiles(discovery.findFiles());
    }

    void restore(PendingSplitsCheckpoint<FileSourceSplit> checkpoint) {
        processed.addAll(checkpoint.getAlreadyProcessedPaths());
        queue.addAll(checkpoint.getSplits());
    }

    @Override
    public void start() {
        discoveryInterval
                .map(Duration::toMillis)
                .ifPresent(periodMs -> context.callAsync(discovery::findFiles, this::onFilesFound, periodMs, periodMs));
    }

    @Override
    public void handleSplitRequest(int subtaskId, String requesterHostname) {
        Optional<FileSourceSplit> split = queue.poll(requesterHostname);
        if (split.isPresent()) {
            context.assignSplit(split.get(), subtaskId);
        } else if (discoveryInterval.isPresent()) {
            waiting.put(subtaskId, Optional.ofNullable(requesterHostname));
        } else {
            context.signalNoMoreSplits(subtaskId);
        }
    }

    @Override
    public void addSplitsBack(List<FileSourceSplit> splits, int subtaskId) {
        waiting.remove(subtaskId);
        queue.addAll(splits);
        serveWaiting();
    }

    /** A reader asks for itself. */
    @Override
    public void addReader(int subtaskId) {}

    @Override
    public PendingSplitsCheckpoint<FileSourceSplit> snapshotState(long checkpointId) {
        return new PendingSplitsCheckpoint<>(queue.remaining(), processed);
    }

    @Override
    public void close() {}

    private void onFilesFound(List<FileStatus> files, Throwable failure) {
        if (failure != null) {
            throw new IllegalStateException("Looking for new files in " + discovery.roots() + " failed.", failure);
        }
        try {
            addNewFiles(files);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Reading the block locations of files in " + discovery.roots() + " failed.", e);
        }
        serveWaiting();
    }

    private void addNewFiles(List<FileStatus> files) throws IOException {
        List<FileStatus> unseen = new ArrayList<>();
        for (FileStatus file : files) {
            if (processed.add(file.getPath())) {
                unseen.add(file);
            }
        }
        queue.addAll(splitter.split(unseen, context.currentParallelism()));
    }

    private void serveWaiting() {
        Map<Integer, Optional<String>> asking = new LinkedHashMap<>(waiting);
        waiting.clear();
        asking.forEach((subtask, host) -> handleSplitRequest(subtask, host.orElse(null)));
    }
}
