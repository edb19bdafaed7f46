package io.weft.runtime.code;

import io.weft.model.message.TaskManagerMessage.JobDescription;
import java.io.IOException;

/** Where the class loader of a job comes from. Thread-safe. */
@FunctionalInterface
public interface UserCode {

    /** The code of one job. */
    interface Loaded extends AutoCloseable {
        ClassLoader classLoader();

        /** No task of the job runs any more. */
        @Override
        void close() throws IOException;
    }

    /** Makes the job's classes loadable: once a job. May take as long as fetching its jars does. */
    Loaded load(JobDescription job) throws IOException;

    /** Code that is there already: for jobs that run where they were written. */
    static UserCode present(ClassLoader classLoader) {
        return job -> new Loaded() {
            @Override
            public ClassLoader classLoader() {
                return classLoader;
            }

            @Override
            public void close() {}
        };
    }
}
