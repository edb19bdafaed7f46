package io.weft.connector.file.source;

import io.weft.api.fs.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What a file source's enumerator remembers: the splits that no reader has, and the files it has already cut into splits. */
public final class PendingSplitsCheckpoint<SplitT extends FileSourceSplit> {

    private final List<SplitT> splits;
    private final Set<Path> alreadyProcessedPaths;

    PendingSplitsCheckpoint(Collection<SplitT> splits, Collection<Path> alreadyProcessedPaths) {
        this.splits = List.copyOf(splits);
        this.alreadyProcessedPaths = Set.copyOf(alreadyProcessedPaths);
    }

    public Collection<SplitT> getSplits() {
        return splits;
    }

    public Collection<Path> getAlreadyProcessedPaths() {
        return alreadyProcessedPaths;
    }
}
