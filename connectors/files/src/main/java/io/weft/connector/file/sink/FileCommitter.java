package io.weft.connector.file.sink;

import io.weft.api.fs.FileSystem;
import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.fs.Path;
import io.weft.api.sink.Committer;
import io.weft.connector.file.sink.FileSinkCommittable.Discard;
import io.weft.connector.file.sink.FileSinkCommittable.LeaveStaging;
import io.weft.connector.file.sink.FileSinkCommittable.Publish;
import java.io.IOException;
import java.util.Collection;

/** Renames hidden files to where they belong, and deletes those no longer needed. A file that is not hidden any more was committed before. */
final class FileCommitter implements Committer<FileSinkCommittable> {

    @Override
    public void commit(Collection<CommitRequest<FileSinkCommittable>> committables) throws IOException {
        for (CommitRequest<FileSinkCommittable> request : committables) {
            FileSinkCommittable committable = request.getCommittable();
            if (committable instanceof Publish file) {
                if (!publish(file)) {
                    request.signalAlreadyCommitted();
                }
            } else if (committable instanceof Discard discard) {
                discard.hidden().getFileSystem().delete(discard.hidden(), false);
            } else if (committable instanceof LeaveStaging leave) {
                StagingArea.removeIfEmpty(leave.directory());
            }
        }
    }

    @Override
    public void close() {}

    /** False if it was published before. */
    private static boolean publish(Publish file) throws IOException {
        FileSystem fileSystem = file.target().getFileSystem();
        if (!fileSystem.exists(file.hidden())) {
            if (fileSystem.exists(file.target())) {
                return false;
            }
            throw new IOException("The finished file " + file.hidden() + " is gone, and " + file.target()
                    + " is not there either: somebody has deleted what the sink wrote.");
        }
        if (file.writeMode() == WriteMode.OVERWRITE) {
            fileSystem.delete(file.target(), true);
        }
        Path directory = file.target().getParent();
        if (!directory.getPath().isEmpty()) {
            fileSystem.mkdirs(directory);
        }
        if (!fileSystem.rename(file.hidden(), file.target())) {
            throw new IOException("The finished file " + file.hidden() + " cannot be renamed to " + file.target()
                    + (fileSystem.exists(file.target())
                            ? ", which somebody else has made meanwhile. Do two jobs write to the same path?"
                            : ". Is the directory still there, and may this user write to it?"));
        }
        return true;
    }
}
