package io.weft.connector.file.sink;

import io.weft.api.fs.Path;
import io.weft.connector.file.sink.FileSinkCommittable.Publish;
import io.weft.connector.file.sink.FileSinkWriterState.GrowingPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part files that one writer has for one directory: at most one that grows, and those that wait to be committed. */
final class Bucket<IN> {

    private final String id;
    private final FileSink.Settings<IN> settings;
    private final StagingArea staging;
    private final PartNames names;

    private final List<Publish> finished = new ArrayList<>();
    private PartFile part;

    Bucket(String id, FileSink.Settings<IN> settings, StagingArea staging, PartNames names) {
        this.id = id;
        this.settings = settings;
        this.staging = staging;
        this.names = names;
    }

    /** Goes on with a part of an earlier writer; where there are several, all but the last of them end. */
    void resume(GrowingPart earlier, long nowMs) throws IOException {
        finishPart();
        part = PartFile.resume(earlier, staging.create(), nowMs);
    }

    void write(IN element, long nowMs) throws IOException {
        if (part != null && settings.rollingPolicy().shouldRollOnEvent(part, element)) {
            finishPart();
        }
        if (part == null) {
            part = PartFile.begin(id, staging.create(), target(), nowMs);
        }
        settings.encoder().encode(element, part.file());
        part.onWritten(nowMs);
    }

    private Path target() {
        Path directory = id.isEmpty() ? settings.basePath() : new Path(settings.basePath(), id);
        return new Path(directory, names.next());
    }

    void onTime(long nowMs) throws IOException {
        if (part != null && settings.rollingPolicy().shouldRollOnProcessingTime(part, nowMs)) {
            finishPart();
        }
    }

    void onCheckpoint() throws IOException {
        if (part != null && settings.rollingPolicy().shouldRollOnCheckpoint(part)) {
            finishPart();
        }
    }

    void finishPart() throws IOException {
        if (part != null) {
            finished.add(part.finish());
            part = null;
        }
    }

    /** Hands out the finished parts. */
    List<Publish> takeFinished() {
        List<Publish> taken = List.copyOf(finished);
        finished.clear();
        return taken;
    }

    /** What a checkpoint remembers of the part that grows on. */
    Optional<GrowingPart> snapshot() throws IOException {
        return part == null ? Optional.empty() : Optional.of(part.sync());
    }

    boolean isEmpty() {
        return part == null && finished.isEmpty();
    }

    /** Deletes the files that no checkpoint can have, those from {@code firstNumber} on, and lets go of the others. */
    void abort(long firstNumber) throws IOException {
        for (Publish file : takeFinished()) {
            if (StagingArea.numberOf(file.hidden()) >= firstNumber) {
                file.hidden().getFileSystem().delete(file.hidden(), false);
            }
        }
        if (part != null) {
            HiddenFile file = part.file();
            part = null;
            if (StagingArea.numberOf(file.path()) >= firstNumber) {
                file.abort();
            } else {
                file.close();
            }
        }
    }
}
