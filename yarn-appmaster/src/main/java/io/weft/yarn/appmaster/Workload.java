package io.weft.yarn.appmaster;

import io.weft.jobmanager.port.Event;
import io.weft.model.client.JobManagerGateway;
import io.weft.yarn.appmaster.program.DeploymentMode;
import java.util.function.Consumer;

/** What an ApplicationMaster is there for, besides answering clients. */
interface Workload {

    DeploymentMode mode();

    /**
     * Begins it, and returns at once.
     *
     * @param jobs submits jobs
     * @param events takes events for the JobManager
     */
    void begin(JobManagerGateway jobs, Consumer<Event> events);

    /** Whatever clients submit. */
    record Session() implements Workload {
        @Override
        public DeploymentMode mode() {
            return DeploymentMode.SESSION;
        }

        @Override
        public void begin(JobManagerGateway jobs, Consumer<Event> events) {}
    }
}
