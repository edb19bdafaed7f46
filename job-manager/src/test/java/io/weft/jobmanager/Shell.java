package io.weft.jobmanager;

import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.Event;
import io.weft.jobmanager.port.JobManagerSettings;
import io.weft.jobmanager.port.JournalRecord;
import io.weft.jobmanager.port.ReplyHandle;
import io.weft.model.Epoch;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.Failure;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.model.TaskState;
import io.weft.model.graph.JobGraph;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse;
import io.weft.model.message.ClientResponse.JobDetails;
import io.weft.model.message.JobManagerMessage;
import io.weft.model.message.JobManagerMessage.TaskReport;
import io.weft.model.message.TaskDeployment;
import io.weft.model.message.TaskManagerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A shell held in a test's hands: events go in one by one, effects are kept. TaskManagers are just names. */
final class Shell {

    private final JobManagerSettings settings;
    private JobManager jobManager;
    private long nowMs = 1_000_000;
    private long epoch = 1;
    private long replies;
    private final List<JournalRecord> journal = new ArrayList<>();
    private List<Effect> effects = new ArrayList<>();

    Shell(JobManagerSettings settings) {
        this.settings = settings;
        startJobManager();
    }

    private void startJobManager() {
        jobManager = new JobManager(settings, new Epoch(epoch), journal, nowMs);
        keep(jobManager.start(nowMs));
    }

    /** The JobManager dies and another takes its place. */
    void failOver() {
        epoch++;
        effects = new ArrayList<>();
        startJobManager();
    }

    private void keep(List<Effect> more) {
        effects.addAll(more);
        for (Effect effect : more) {
            if (effect instanceof Effect.Append append) {
                journal.add(append.entry());
            }
        }
    }

    void handle(Event event) {
        keep(jobManager.handle(event, nowMs));
    }

    /** Time goes on, with all wake-ups on the way. */
    void pass(long ms) {
        long untilMs = nowMs + ms;
        while (jobManager.nextWakeupMs() <= untilMs) {
            nowMs = Math.max(nowMs, jobManager.nextWakeupMs());
            handle(new Event.TimePassed());
        }
        nowMs = untilMs;
    }

    // ---- clients

    ReplyHandle ask(ClientRequest request) {
        ReplyHandle reply = new ReplyHandle(replies++);
        handle(new Event.ClientAsked(reply, request));
        return reply;
    }

    /** The answer, or null if there is none yet. */
    ClientResponse answerTo(ReplyHandle handle) {
        return all(Effect.Reply.class).stream()
                .filter(reply -> reply.to().equals(handle))
                .map(Effect.Reply::response)
                .findFirst()
                .orElse(null);
    }

    ClientResponse submit(JobGraph graph) {
        return answerTo(ask(new ClientRequest.SubmitJob(graph)));
    }

    JobDetails job(JobID id) {
        return ((ClientResponse.Job) answerTo(ask(new ClientRequest.GetJob(id, 0, 0)))).details();
    }

    JobStatus status(JobID id) {
        return job(id).overview().status();
    }

    // ---- TaskManagers

    void register(String name, int slots, TaskReport... tasks) {
        registerOn("host-" + name, name, slots, tasks);
    }

    void registerOn(String host, String name, int slots, TaskReport... tasks) {
        handle(new Event.MessageArrived(new JobManagerMessage.Register(
                new TaskManagerLocation(new TaskManagerId(name), host, 7000),
                slots,
                new Epoch(epoch - 1),
                List.of(tasks))));
    }

    void heartbeat(String name, TaskReport... tasks) {
        handle(new Event.MessageArrived(
                new JobManagerMessage.TaskManagerHeartbeat(new TaskManagerId(name), new Epoch(epoch), List.of(tasks))));
    }

    void change(String name, TaskReport task) {
        handle(new Event.MessageArrived(new JobManagerMessage.TaskChanged(new TaskManagerId(name), task)));
    }

    /** Every task of the latest deployments reports this state. */
    void allReport(TaskState state) {
        for (Effect.Send send : all(Effect.Send.class)) {
            if (send.message() instanceof TaskManagerMessage.DeployTasks deploy && isLatest(deploy)) {
                deploy.tasks().forEach(task -> change(send.to().value(), report(task, state)));
            }
        }
    }

    private boolean isLatest(TaskManagerMessage.DeployTasks deploy) {
        int attempt = deploy.tasks().get(0).attempt().attempt();
        return deployments().stream()
                .filter(task -> task.attempt().job().equals(deploy.job().id()))
                .allMatch(task -> task.attempt().attempt() <= attempt);
    }

    static TaskReport report(TaskDeployment task, TaskState state) {
        Failure failure = state == TaskState.FAILED ? Failure.of(new IllegalArgumentException("user's bug")) : null;
        return new TaskReport(task.attempt(), task.slot(), state, false, failure, Map.of());
    }

    static TaskReport report(ExecutionAttemptId attempt, int slot, TaskState state) {
        return new TaskReport(attempt, slot, state, false, null, Map.of());
    }

    // ---- what was wanted

    <E extends Effect> List<E> all(Class<E> kind) {
        return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <E extends Effect> E last(Class<E> kind) {
        List<E> all = all(kind);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** The messages of a kind that a TaskManager was sent. */
    <M extends TaskManagerMessage> List<M> sent(String name, Class<M> kind) {
        return all(Effect.Send.class).stream()
                .filter(send -> send.to().value().equals(name))
                .map(Effect.Send::message)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** All tasks that were deployed, in order. */
    List<TaskDeployment> deployments() {
        return all(Effect.Send.class).stream()
                .map(Effect.Send::message)
                .filter(TaskManagerMessage.DeployTasks.class::isInstance)
                .flatMap(message -> ((TaskManagerMessage.DeployTasks) message).tasks().stream())
                .toList();
    }

    void forgetEffects() {
        effects = new ArrayList<>();
    }

    JobManager jobManager() {
        return jobManager;
    }

    long nowMs() {
        return nowMs;
    }
}
