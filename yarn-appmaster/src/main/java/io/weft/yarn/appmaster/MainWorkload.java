package io.weft.yarn.appmaster;

import io.weft.api.config.Configuration;
import io.weft.api.datastream.ContextEnvironment;
import io.weft.api.execution.JobClient;
import io.weft.api.fs.FileSystem;
import io.weft.api.plan.PipelineExecutor;
import io.weft.api.plan.StreamGraph;
import io.weft.jobmanager.port.Event;
import io.weft.model.Failure;
import io.weft.model.client.GatewayJobClient;
import io.weft.model.client.JobManagerGateway;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobGraphCompiler;
import io.weft.model.message.ClientRequest;
import io.weft.yarn.appmaster.program.DeploymentMode;
import io.weft.yarn.appmaster.program.MainProgram;
import io.weft.yarn.appmaster.program.UserProgram;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A main method of the user's, which submits any number of jobs. It runs on a thread of its own. */
record MainWorkload(MainProgram program, Configuration settings) implements Workload {

    @Override
    public DeploymentMode mode() {
        return DeploymentMode.APPLICATION;
    }

    @Override
    public void begin(JobManagerGateway jobs, Consumer<Event> events) {
        Daemons.start(
                "main",
                () -> events.accept(new Event.MainEnded(run(jobs))),
                cause -> events.accept(new Event.MainEnded(Failure.of(cause))));
    }

    private Failure run(JobManagerGateway jobs) {
        Path jar = Path.of(MainProgram.localName(program.jar()));
        AtomicInteger submitted = new AtomicInteger();
        try (UserProgram user = UserProgram.open(jar, program.className())) {
            FileSystem.initialize(settings);
            PipelineExecutor executor = (graph, userCode) -> {
                submitted.incrementAndGet();
                return submit(graph, jobs);
            };
            String end = new ContextEnvironment(executor, settings, user.classLoader())
                    .run(() -> user.runMain(program.arguments()));
            return submitted.get() > 0 ? null : Failure.because(user.describeNoJob(end));
        } catch (InvocationTargetException e) {
            return Failure.of(e.getCause());
        } catch (Exception e) {
            return Failure.of(e);
        }
    }

    private JobClient submit(StreamGraph graph, JobManagerGateway jobs) throws Exception {
        JobGraph compiled = JobGraphCompiler.compile(graph).withUserJars(List.of(program.jar()));
        jobs.ask(new ClientRequest.SubmitJob(compiled))
                .thenAccept(GatewayJobClient::requireAccepted)
                .get();
        return new GatewayJobClient(jobs, compiled.jobId());
    }
}
