package io.weft.runtime.taskmanager;

import io.weft.api.config.CheckpointingOptions;
import io.weft.api.config.Configuration;
import io.weft.model.message.TaskManagerMessage.JobDescription;
import io.weft.runtime.code.UserCode;
import io.weft.runtime.task.JobContext;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job in this TaskManager: its code, loaded when the first task asks and closed when the job is released. Thread-safe. */
final class Job {

    private static final Logger LOG = LoggerFactory.getLogger(Job.class);

    private final JobDescription description;
    private final UserCode userCode;
    private final int inlineStateBytes;

    // Guarded by this: several tasks ask at once, and all but the first wait.
    private UserCode.Loaded code;
    private JobContext context;
    private boolean closed;

    Job(JobDescription description, UserCode userCode) {
        this.description = description;
        this.userCode = userCode;
        this.inlineStateBytes = (int) Configuration.fromMap(description.configuration())
                .get(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD)
                .getBytes();
    }

    /** What a piece of its state may have to travel in the message that acknowledges a checkpoint. */
    int inlineStateBytes() {
        return inlineStateBytes;
    }

    synchronized JobContext context() throws IOException {
        if (closed) {
            throw new IOException("Job '" + description.name() + "' has been released");
        }
        if (context == null) {
            code = userCode.load(description);
            context = new JobContext(description, code.classLoader());
        }
        return context;
    }

    synchronized void close() {
        closed = true;
        if (context == null) {
            return;
        }
        context.releaseHooks().forEach((name, hook) -> {
            try {
                hook.run();
            } catch (RuntimeException e) {
                LOG.warn("Release hook '{}' of job '{}' failed", name, description.name(), e);
            }
        });
        try {
            code.close();
        } catch (IOException e) {
            LOG.warn("Cannot close the code of job '{}'", description.name(), e);
        }
    }
}
