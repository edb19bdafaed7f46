package io.weft.jobmanager;

import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.jobmanager.checkpoint.CheckpointSettings;
import io.weft.jobmanager.checkpoint.EndedJobFiles;
import io.weft.jobmanager.job.JobFacts;
import io.weft.jobmanager.job.JobMaster;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.JobManagerSettings;
import io.weft.jobmanager.port.JobManagerSettings.Mode;
import io.weft.jobmanager.port.JournalRecord;
import io.weft.jobmanager.port.ReplyHandle;
import io.weft.jobmanager.port.RestartSettings;
import io.weft.jobmanager.resource.ResourceManager;
import io.weft.jobmanager.step.Step;
import io.weft.model.graph.JobGraph;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse;
import io.weft.model.message.ClientResponse.JobDetails;
import io.weft.model.message.ClientResponse.JobOverview;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Takes in jobs, answers clients, keeps how jobs ended. The hard state is the jobs' own facts and whether the cluster is to stop. */
final class Dispatcher {

    private final JobManagerSettings settings;
    private final Step step;
    private final ResourceManager resources;
    private final Map<JobID, JobMaster> jobs = new LinkedHashMap<>();
    private final EndedJobs ended;
    private final LongPolls polls;
    private final SavepointRequests savepoints;
    private boolean stopRequested;

    Dispatcher(JobManagerSettings settings, Step step, ResourceManager resources, RecoveredFacts facts) {
        this.settings = settings;
        this.step = step;
        this.resources = resources;
        this.ended = new EndedJobs(settings.retainedJobs());
        this.polls = new LongPolls(step);
        this.savepoints = new SavepointRequests(step);
        this.stopRequested = facts.stopRequested();
        for (JobFacts job : facts.jobs()) {
            savepoints.recover(job.checkpoints());
            if (job.ended() == null) {
                lead(job);
            } else {
                if (job.checkpoints().filesLeft() != null) {
                    EndedJobFiles.sweep(
                            step, job.checkpoints().filesLeft(), job.ended().atMs());
                }
                ended.add(
                        EndedJobs.recovered(job.graph(), job.submittedMs(), job.restarts(), job.ended(), step.epoch()));
            }
        }
        if (stopRequested) {
            cancelAll();
        }
    }

    Collection<JobMaster> jobs() {
        return jobs.values();
    }

    /** The job if it has not ended, else null. */
    JobMaster find(JobID id) {
        return jobs.get(id);
    }

    EndedJobs ended() {
        return ended;
    }

    boolean stopRequested() {
        return stopRequested;
    }

    // ---- requests

    void onRequest(ReplyHandle reply, ClientRequest request) {
        if (request instanceof ClientRequest.GetJob get) {
            follow(reply, get);
            return;
        }
        if (request instanceof ClientRequest.TriggerSavepoint savepoint) {
            if (savepoints.add(savepoint.name(), reply)) {
                savepoint(savepoint, response -> savepoints.onAnswer(savepoint.name(), response));
            }
            return;
        }
        step.effect(new Effect.Reply(reply, answer(request)));
    }

    private ClientResponse answer(ClientRequest request) {
        if (request instanceof ClientRequest.SubmitJob submit) {
            return submit(submit.graph());
        } else if (request instanceof ClientRequest.CancelJob cancel) {
            return cancel(cancel.job());
        } else if (request instanceof ClientRequest.ListJobs) {
            return list();
        } else if (request instanceof ClientRequest.StopCluster) {
            return stop();
        }
        throw new IllegalStateException("No answer for " + request.getClass().getName());
    }

    private ClientResponse submit(JobGraph graph) {
        JobID id = graph.jobId();
        if (jobs.containsKey(id) || ended.find(id) != null) {
            return new ClientResponse.Accepted();
        }
        if (stopRequested) {
            return new ClientResponse.Refused(
                    "This cluster is stopping and takes no more jobs. Submit to another one.");
        }
        if (settings.mode() == Mode.PER_JOB && !(jobs.isEmpty() && ended.all().isEmpty())) {
            return new ClientResponse.Refused(
                    "This cluster was started for one job and has it. Start a session to run several.");
        }
        if (graph.vertices().isEmpty()) {
            return new ClientResponse.Refused(
                    "Job '" + graph.name() + "' has no operators. Add at least a source and a sink before execute().");
        }
        try {
            restartOf(graph);
            CheckpointSettings.of(graph.configuration(), settings.checkpointDirectory());
        } catch (IllegalArgumentException wrongSetting) {
            return new ClientResponse.Refused(wrongSetting.getMessage());
        }
        JournalRecord.JobSubmitted submitted = new JournalRecord.JobSubmitted(graph, step.nowMs());
        step.append(submitted);
        lead(new JobFacts(submitted));
        return new ClientResponse.Accepted();
    }

    private void lead(JobFacts facts) {
        jobs.put(facts.graph().jobId(), new JobMaster(facts, restartOf(facts.graph()), step, resources, settings));
    }

    private RestartSettings restartOf(JobGraph graph) {
        return RestartSettings.of(graph.configuration(), settings.defaultRestart());
    }

    private ClientResponse cancel(JobID id) {
        JobMaster job = jobs.get(id);
        if (job != null) {
            job.cancel();
            return new ClientResponse.Accepted();
        }
        JobDetails details = ended.find(id);
        return details == null
                ? unknown(id)
                : new ClientResponse.Refused("Job " + id + " has already ended: it is "
                        + details.overview().status() + ".");
    }

    private void savepoint(ClientRequest.TriggerSavepoint request, Consumer<ClientResponse> asker) {
        JobMaster job = jobs.get(request.job());
        JobDetails details = ended.find(request.job());
        if (job != null && (job.status() == JobStatus.CANCELLING || job.status() == JobStatus.FAILING)) {
            asker.accept(
                    new ClientResponse.Refused("Job '" + job.facts().graph().name() + "' is " + job.status()
                            + ": no savepoint can be made of it any more."));
        } else if (job != null) {
            job.checkpoints().requestSavepoint(request.kind(), request.directory(), request.name(), asker);
        } else if (details != null) {
            asker.accept(new ClientResponse.Refused("Job " + request.job() + " has already ended: it is "
                    + details.overview().status() + "."));
        } else {
            asker.accept(unknown(request.job()));
        }
    }

    private ClientResponse list() {
        List<JobOverview> overviews = new ArrayList<>();
        jobs.values().forEach(job -> overviews.add(job.overview()));
        ended.all().forEach(details -> overviews.add(details.overview()));
        return new ClientResponse.Jobs(overviews);
    }

    private ClientResponse stop() {
        if (!stopRequested) {
            stopRequested = true;
            step.append(new JournalRecord.StopRequested(step.nowMs()));
            cancelAll();
        }
        return new ClientResponse.Accepted();
    }

    void cancelAll() {
        jobs.values().forEach(JobMaster::cancel);
    }

    private void follow(ReplyHandle reply, ClientRequest.GetJob get) {
        JobMaster job = jobs.get(get.job());
        JobDetails details = ended.find(get.job());
        if (job != null && job.version() <= get.knownVersion() && get.waitMs() > 0) {
            polls.add(get.job(), reply, get.knownVersion(), get.waitMs(), job::details);
        } else if (job != null) {
            step.effect(new Effect.Reply(reply, new ClientResponse.Job(job.details())));
        } else if (details != null) {
            ended.onTold(get.job());
            step.effect(new Effect.Reply(reply, new ClientResponse.Job(details)));
        } else {
            step.effect(new Effect.Reply(reply, unknown(get.job())));
        }
    }

    private ClientResponse unknown(JobID id) {
        return new ClientResponse.Refused(
                "There is no job " + id + " here. It was never submitted to this cluster, or it"
                        + " ended before the last " + settings.retainedJobs() + " that did.");
    }

    /** The files of a running job have been swept, or those of one that has ended. */
    void onFilesSwept(JobID id) {
        JobMaster job = jobs.get(id);
        JobDetails details = ended.find(id);
        if (job != null) {
            job.checkpoints().onFilesSwept();
        } else if (details == null
                || EndedJobFiles.isLast(step, details.overview().endedMs())) {
            step.append(new JournalRecord.CheckpointFilesSwept(id));
        }
    }

    // ---- going on

    /** Lets every job go on as far as it can, in the order in which they came, and tells the clients that wait. */
    void proceed() {
        boolean again = true;
        while (again) {
            again = false;
            for (JobMaster job : jobs.values()) {
                again |= job.proceed();
            }
        }
        for (JobMaster job : List.copyOf(jobs.values())) {
            JobID id = job.facts().graph().jobId();
            boolean over = job.status().isTerminalState();
            if (over) {
                jobs.remove(id);
                ended.add(job.details());
            }
            boolean told = polls.onVersion(id, job.version(), over, job::details);
            if (over && told) {
                ended.onTold(id);
            }
        }
    }
}
