package io.weft.hdfs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LeaseRecoverable;
import org.apache.hadoop.fs.Path;

/**
 * Takes the lease of a file from a writer that has gone. The NameNode then has the DataNodes agree on the length of the last block, which
 * takes some seconds, or longer if one of them has just been lost; until then the file cannot be read to its end.
 */
final class LeaseRecovery {

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** 3 minutes: the NameNode gives the recovery to another DataNode after one. */
    private static final int MAX_POLLS = 900;

    private LeaseRecovery() {}

    static void await(FileSystem fileSystem, Path path) throws IOException {
        // Behind a view, the file system that has the file.
        Path resolved = fileSystem.resolvePath(path);
        FileSystem owner = resolved.toUri().getAuthority() == null
                        || resolved.toUri()
                                .getAuthority()
                                .equals(fileSystem.getUri().getAuthority())
                ? fileSystem
                : FileSystem.get(resolved.toUri(), fileSystem.getConf());
        if (!(owner instanceof LeaseRecoverable leases)) {
            return;
        }
        for (int polls = 0; !leases.recoverLease(resolved); polls++) {
            if (polls == MAX_POLLS) {
                throw new IOException("The NameNode could not end " + path
                        + " within 3 minutes, whose writer has gone. Are enough DataNodes alive?");
            }
            LockSupport.parkNanos(POLL_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedIOException("Interrupted while the NameNode ended " + path + ".");
            }
        }
    }
}
