package io.weft.jobmanager;

import io.weft.api.execution.JobID;
import io.weft.jobmanager.job.JobMaster;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.Event;
import io.weft.jobmanager.port.JobManagerSettings;
import io.weft.jobmanager.port.JournalRecord;
import io.weft.jobmanager.resource.ResourceManager;
import io.weft.jobmanager.resource.TaskManager;
import io.weft.jobmanager.step.Step;
import io.weft.model.Epoch;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.Failure;
import io.weft.model.TaskManagerId;
import io.weft.model.message.ClientResponse;
import io.weft.model.message.JobManagerMessage;
import io.weft.model.message.JobManagerMessage.TaskReport;
import io.weft.model.message.TaskManagerMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The control plane of a cluster, as one object that is stepped: {@code handle(event, now)} gives effects. It has no thread, no socket and
 * no clock, so it does the same in a simulation as in production. Not thread-safe; one thread owns it.
 *
 * <p>The shell calls {@link #start} once, then {@link #handle} for every event, carries the effects out in order, and hands in
 * {@link Event.TimePassed} when {@link #nextWakeupMs} has come and the events that came before that are handled. An exception out of
 * {@code handle} is a bug of ours: the shell ends the process, and the next JobManager goes on from the journal.
 */
public final class JobManager {

    private final JobManagerSettings settings;
    private final Step step;
    private final ResourceManager resources;
    private final Dispatcher dispatcher;
    private final ClusterLife life;
    private final Event.Handler handler = new Events();
    private boolean steppedDown;

    /**
     * @param epoch higher than that of every JobManager of this cluster before
     * @param journal what these have journalled, in order
     */
    public JobManager(JobManagerSettings settings, Epoch epoch, List<JournalRecord> journal, long nowMs) {
        this.settings = settings;
        step = new Step(epoch, nowMs);
        resources = new ResourceManager(step, settings, this::onTaskManagerLost);
        dispatcher = new Dispatcher(settings, step, resources, new RecoveredFacts(journal));
        life = new ClusterLife(settings, step, dispatcher, resources);
    }

    /** To be called once, before any event: takes up what the journal holds. */
    public List<Effect> start(long nowMs) {
        step.advanceTo(nowMs);
        settle();
        return step.takeEffects();
    }

    /** What has to be done about an event. Nothing after {@link Effect.EndCluster} or {@link Effect.StepDown} matters any more. */
    public List<Effect> handle(Event event, long nowMs) {
        step.advanceTo(nowMs);
        if (!steppedDown) {
            event.accept(handler);
        }
        if (!steppedDown) {
            settle();
        }
        return step.takeEffects();
    }

    /** When {@link Event.TimePassed} is due, in ms since the epoch; {@link Long#MAX_VALUE} if only other events can change anything. */
    public long nextWakeupMs() {
        return steppedDown || life.hasEnded() ? Long.MAX_VALUE : step.timers().nextMs();
    }

    private void settle() {
        String startFailure = resources.takeStartFailure();
        if (startFailure != null) {
            dispatcher.jobs().forEach(job -> job.onResourcesUnavailable(Failure.because(startFailure)));
        }
        dispatcher.proceed();
        if (!life.hasEnded()) {
            resources.updateDemand();
            life.proceed();
        }
    }

    private void onTaskManagerLost(TaskManager taskManager, Failure failure) {
        dispatcher.jobs().forEach(job -> job.onTaskManagerLost(taskManager, failure));
    }

    /** A higher epoch was seen: another JobManager leads the jobs now. */
    private void stepDown(Epoch higher) {
        steppedDown = true;
        dispatcher.jobs().forEach(JobMaster::suspend);
        dispatcher.proceed();
        step.effect(new Effect.StepDown("This JobManager has epoch "
                + step.epoch().number() + ", and one with epoch " + higher.number() + " leads the cluster now."));
    }

    private final class Events implements Event.Handler {

        @Override
        public void onClientAsked(Event.ClientAsked event) {
            // Somebody who follows a job may ask once more between its end and that of this process.
            if (life.hasEnded() && !event.request().asksOnly()) {
                step.effect(new Effect.Reply(event.reply(), new ClientResponse.Refused("This cluster has ended.")));
            } else {
                dispatcher.onRequest(event.reply(), event.request());
            }
        }

        @Override
        public void onMessageArrived(Event.MessageArrived event) {
            JobManagerMessage message = event.message();
            if (resources.isGivenUp(message.sender()) || life.hasEnded()) {
                refuse(message.sender());
            } else if (message instanceof JobManagerMessage.Register register) {
                onRegister(register);
            } else if (message instanceof JobManagerMessage.TaskManagerHeartbeat heartbeat) {
                onHeartbeat(heartbeat);
            } else if (message instanceof JobManagerMessage.TaskChanged changed) {
                onTaskChanged(changed);
            } else if (message instanceof JobManagerMessage.CheckpointAcknowledged acknowledged) {
                ofJob(acknowledged.job(), job -> job.checkpoints().onAcknowledged(acknowledged));
            } else if (message instanceof JobManagerMessage.CheckpointDeclined declined) {
                ofJob(declined.job(), job -> job.checkpoints().onDeclined(declined));
            }
        }

        @Override
        public void onConnectionLost(Event.ConnectionLost event) {
            resources.onConnectionLost(event.taskManager());
        }

        @Override
        public void onTaskManagerEnded(Event.TaskManagerEnded event) {
            resources.onEnded(event.taskManager(), event.diagnostics());
        }

        @Override
        public void onResourcesUnavailable(Event.ResourcesUnavailable event) {
            resources.onUnavailable(event.reason());
            if (event.forever()) {
                Failure failure = Failure.because(event.reason());
                dispatcher.jobs().forEach(job -> job.onResourcesUnavailable(failure));
            }
        }

        @Override
        public void onMainEnded(Event.MainEnded event) {
            life.onMainEnded(event);
        }

        @Override
        public void onCheckpointStored(Event.CheckpointStored event) {
            ofJob(event.job(), job -> job.checkpoints().onStored(event.checkpoint(), event.pointer()));
        }

        @Override
        public void onCheckpointStoreFailed(Event.CheckpointStoreFailed event) {
            ofJob(event.job(), job -> job.checkpoints().onStoreFailed(event.checkpoint(), event.failure()));
        }

        @Override
        public void onCheckpointLoaded(Event.CheckpointLoaded event) {
            ofJob(event.job(), job -> job.checkpoints().onLoaded(event.pointer(), event.checkpoint()));
        }

        @Override
        public void onCheckpointLoadFailed(Event.CheckpointLoadFailed event) {
            ofJob(event.job(), job -> job.onCheckpointLoadFailed(event.pointer(), event.failure()));
        }

        @Override
        public void onFilesSwept(Event.FilesSwept event) {
            if (!life.hasEnded()) {
                dispatcher.onFilesSwept(event.job());
            }
        }

        /** Of one that has ended nothing matters any more. */
        private void ofJob(JobID id, Consumer<JobMaster> action) {
            JobMaster job = dispatcher.find(id);
            if (job != null) {
                action.accept(job);
            }
        }

        @Override
        public void onTimePassed(Event.TimePassed event) {
            step.timers().runDue(step.nowMs());
        }

        private void refuse(TaskManagerId sender) {
            step.send(
                    sender,
                    new TaskManagerMessage.Shutdown(
                            step.epoch(),
                            "The JobManager has given this TaskManager up and runs its tasks elsewhere."));
        }
    }

    // ---- TaskManagers

    private void onRegister(JobManagerMessage.Register register) {
        if (register.highestEpoch().compareTo(step.epoch()) > 0) {
            stepDown(register.highestEpoch());
            return;
        }
        TaskManager taskManager = resources.register(register.location(), register.slots());
        step.send(
                taskManager.id(),
                new TaskManagerMessage.Welcome(
                        step.epoch(),
                        settings.liveness().heartbeatIntervalMs(),
                        settings.liveness().heartbeatTimeoutMs()));
        onFullReport(taskManager, register.tasks(), true);
    }

    /** A TaskManager that is not registered gets no answer, and therefore registers again. */
    private void onHeartbeat(JobManagerMessage.TaskManagerHeartbeat heartbeat) {
        if (heartbeat.epoch().compareTo(step.epoch()) > 0) {
            stepDown(heartbeat.epoch());
            return;
        }
        TaskManager taskManager = resources.find(heartbeat.sender());
        if (taskManager != null) {
            resources.onHeard(taskManager);
            step.send(taskManager.id(), new TaskManagerMessage.Heartbeat(step.epoch()));
            onFullReport(taskManager, heartbeat.tasks(), false);
        }
    }

    private void onTaskChanged(JobManagerMessage.TaskChanged changed) {
        TaskManager taskManager = resources.find(changed.sender());
        if (taskManager != null) {
            JobMaster job = dispatcher.find(changed.task().attempt().job());
            List<TaskReport> reports = List.of(changed.task());
            List<TaskReport> strays = job == null ? reports : job.onChange(taskManager, reports);
            strays.forEach(stray -> resources.onStray(taskManager, stray));
            if (!strays.isEmpty()) {
                clearAway(taskManager, changed.task().attempt().job(), strays);
            }
        }
    }

    private void onFullReport(TaskManager taskManager, List<TaskReport> reports, boolean newConnection) {
        Map<JobID, List<TaskReport>> byJob = new LinkedHashMap<>();
        for (TaskReport report : reports) {
            byJob.computeIfAbsent(report.attempt().job(), key -> new ArrayList<>())
                    .add(report);
        }
        for (JobMaster job : dispatcher.jobs()) {
            JobID id = job.facts().graph().jobId();
            if (byJob.containsKey(id) || job.uses(taskManager)) {
                List<TaskReport> own = byJob.getOrDefault(id, List.of());
                byJob.put(id, job.onFullReport(taskManager, own, newConnection));
            }
        }
        List<TaskReport> running = new ArrayList<>();
        byJob.values()
                .forEach(strays -> strays.stream()
                        .filter(stray -> !stray.state().isTerminal())
                        .forEach(running::add));
        resources.onStrays(taskManager, running);
        byJob.forEach((job, strays) -> clearAway(taskManager, job, strays));
    }

    /** Tasks that nobody wants are told to end; a TaskManager that has no others of their job is rid of the job when they have. */
    private void clearAway(TaskManager taskManager, JobID job, List<TaskReport> strays) {
        List<ExecutionAttemptId> running = strays.stream()
                .filter(stray -> !stray.state().isTerminal())
                .map(TaskReport::attempt)
                .toList();
        JobMaster master = dispatcher.find(job);
        boolean wanted = (master != null && master.uses(taskManager)) || resources.hasStrays(taskManager, job);
        if (!running.isEmpty()) {
            step.send(taskManager.id(), new TaskManagerMessage.CancelTasks(step.epoch(), job, running));
        } else if (!strays.isEmpty() && !wanted) {
            step.send(taskManager.id(), new TaskManagerMessage.ReleaseJob(step.epoch(), job));
        }
    }
}
