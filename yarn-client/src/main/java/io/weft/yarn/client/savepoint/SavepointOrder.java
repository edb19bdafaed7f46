package io.weft.yarn.client.savepoint;

import io.weft.api.execution.JobID;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.client.JobManagerGateway;
import io.weft.model.message.ClientRequest.TriggerSavepoint;
import io.weft.model.message.ClientResponse;
import io.weft.yarn.client.terminal.CommandException;
import io.weft.yarn.client.terminal.ExitCode;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * What a person wants of a job's state.
 *
 * @param directory below which the savepoint lies, with its file system; null for the one that the job's settings name
 * @param kind SAVEPOINT, or STOP or DRAIN if the job is to end with it
 */
public record SavepointOrder(String directory, CheckpointKind kind) {

    private static final int RANDOM_BYTES = 6;
    private static final int JOB_DIGITS = 12;

    /**
     * Waits until the savepoint is durable, for as long as the JobManager tries.
     *
     * @return the savepoint's directory
     * @throws CommandException if there is none, with the reason
     */
    public String await(JobManagerGateway jobManager, JobID job) {
        String name = name(job);
        try {
            ClientResponse answer = jobManager
                    .ask(new TriggerSavepoint(job, directory, name, kind))
                    .get();
            if (answer instanceof ClientResponse.SavepointStored stored) {
                return stored.path();
            }
            String reason = answer instanceof ClientResponse.Refused refused ? refused.reason() : answer.toString();
            throw new CommandException(ExitCode.JOB_FAILED, reason, null);
        } catch (ExecutionException e) {
            // The application may have ended, and the savepoint with it or before it.
            return find(name).orElseThrow(() -> unknown(name, e.getCause().getMessage(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(name, "Interrupted.", e);
        }
    }

    private static String name(JobID job) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return "savepoint-" + job.toString().substring(0, JOB_DIGITS) + "-"
                + HexFormat.of().formatHex(random);
    }

    private Optional<String> find(String name) {
        try {
            return Optional.ofNullable(directory)
                    .map(parent -> GivenCheckpoint.read(parent + "/" + name).directory());
        } catch (CommandException none) {
            return Optional.empty();
        }
    }

    private CommandException unknown(String name, String reason, Exception cause) {
        String where = directory == null
                ? "the directory that execution.checkpointing.savepoint-dir of the job names"
                : directory;
        return new CommandException(
                ExitCode.JOB_FAILED,
                "Whether there is a savepoint is not known: " + reason + "\nIf there is, it is " + name + " in " + where
                        + "; with a file _metadata in it, it is complete.",
                cause);
    }
}
