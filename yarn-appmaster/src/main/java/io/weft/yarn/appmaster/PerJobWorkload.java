package io.weft.yarn.appmaster;

import io.weft.jobmanager.port.Event;
import io.weft.model.client.JobManagerGateway;
import io.weft.model.message.ClientRequest.SubmitJob;
import io.weft.model.message.ClientResponse;
import io.weft.yarn.appmaster.program.DeploymentMode;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one job that came along with the application. */
record PerJobWorkload(SubmitJob job) implements Workload {

    private static final Logger LOG = LoggerFactory.getLogger(PerJobWorkload.class);

    @Override
    public DeploymentMode mode() {
        return DeploymentMode.PER_JOB;
    }

    @Override
    public void begin(JobManagerGateway jobs, Consumer<Event> events) {
        var unused = jobs.ask(job).thenAccept(PerJobWorkload::log);
    }

    private static void log(ClientResponse response) {
        LOG.info("The job was submitted: {}", response);
    }
}
