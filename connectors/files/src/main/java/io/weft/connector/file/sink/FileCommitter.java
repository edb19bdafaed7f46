package io.weft.connector.file.sink;

import io.weft.api.fs.FileSystem;
import io.weft.api.fs.FileSystem.WriteMode;
import io.weft.api.sink.Committer;
import java.io.IOException;
import java.util.Collection;

/** Renames hidden files to where they belong. A file that is not hidden any more was committed before. */
final class FileCommitter implements Committer<FileSinkCommittable> {

    @Override
    public void commit(Collection<CommitRequest<FileSinkCommittable>> committables) throws IOException {
        for (CommitRequest<FileSinkCommittable> request : committables) {
            if (!commit(request.getCommittable())) {
                request.signalAlreadyCommitted();
            }
        }
    }

    @Override
    public void close() {}

    /** False if it was committed before. */
    private static boolean commit(FileSinkCommittable file) throws IOException {
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
        if (!fileSystem.rename(file.hidden(), file.target())) {
            throw new IOException("The finished file " + file.hidden() + " cannot be renamed to " + file.target()
                    + (fileSystem.exists(file.target())
                            ? ", which somebody else has made meanwhile. Do two jobs write to the same path?"
                            : ". Is the directory still there, and may this user write to it?"));
        }
        return true;
    }
}
