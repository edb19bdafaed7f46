package io.weft.yarn.appmaster;

import io.weft.api.execution.JobID;
import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.FinalStatus;
import io.weft.jobmanager.shell.CheckpointFilesDriver;
import io.weft.model.message.TaskManagerMessage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what the JobManager wants done. Runs on the JobManager's thread; nothing here blocks. */
final class ApplicationEffects implements Effect.Handler {

    private static final Logger LOG = LoggerFactory.getLogger(ApplicationEffects.class);

    private final ControlServer connections;
    private final YarnDriver yarn;
    private final CheckpointFilesDriver checkpointFiles;
    private final Consumer<JobID> onJobEnded;
    private final Consumer<Outcome> onEnd;

    /**
     * How the application ended.
     *
     * @param deposed another ApplicationMaster has taken over: YARN and the files are its own now
     */
    record Outcome(FinalStatus status, String diagnostics, boolean deposed) {}

    /** The consumers are called on the JobManager's thread, and return at once. */
    ApplicationEffects(
            ControlServer connections,
            YarnDriver yarn,
            CheckpointFilesDriver checkpointFiles,
            Consumer<JobID> onJobEnded,
            Consumer<Outcome> onEnd) {
        this.connections = connections;
        this.yarn = yarn;
        this.checkpointFiles = checkpointFiles;
        this.onJobEnded = onJobEnded;
        this.onEnd = onEnd;
    }

    @Override
    public void onSend(Effect.Send effect) {
        if (effect.message() instanceof TaskManagerMessage.DeployTasks deploy) {
            LOG.info(
                    "Deploying {} tasks of job {} to {}.",
                    deploy.tasks().size(),
                    deploy.job().id(),
                    effect.to());
        }
        connections.send(effect.to(), effect.message());
    }

    @Override
    public void onReply(Effect.Reply effect) {
        connections.reply(effect.to(), effect.response());
    }

    @Override
    public void onAppend(Effect.Append effect) {
        LOG.debug("{}", effect.entry());
    }

    @Override
    public void onRequestTaskManagers(Effect.RequestTaskManagers effect) {
        yarn.requestTaskManagers(effect.total());
    }

    @Override
    public void onReleaseTaskManager(Effect.ReleaseTaskManager effect) {
        yarn.requestRelease(effect.taskManager());
    }

    @Override
    public void onStoreCheckpoint(Effect.StoreCheckpoint effect) {
        checkpointFiles.store(effect);
    }

    @Override
    public void onLoadCheckpoint(Effect.LoadCheckpoint effect) {
        checkpointFiles.load(effect);
    }

    @Override
    public void onDeleteFiles(Effect.DeleteFiles effect) {
        checkpointFiles.delete(effect);
    }

    @Override
    public void onSweepFiles(Effect.SweepFiles effect) {
        checkpointFiles.sweep(effect);
    }

    @Override
    public void onJobEnded(Effect.JobEnded effect) {
        LOG.info("Job {} is {}.", effect.job(), effect.status());
        onJobEnded.accept(effect.job());
    }

    @Override
    public void onEndCluster(Effect.EndCluster effect) {
        onEnd.accept(new Outcome(effect.status(), effect.diagnostics(), false));
    }

    @Override
    public void onStepDown(Effect.StepDown effect) {
        onEnd.accept(new Outcome(FinalStatus.FAILED, effect.reason(), true));
    }
}
