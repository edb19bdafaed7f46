package io.weft.yarn.client.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.execution.JobID;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.client.JobManagerGateway;
import io.weft.model.message.ClientRequest.TriggerSavepoint;
import io.weft.model.message.ClientResponse;
import io.weft.state.snapshot.FileCheckpointStorage;
import io.weft.yarn.client.terminal.CommandException;
import io.weft.yarn.client.terminal.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavepointOrderTest {

    private static final JobID JOB = JobID.generate();

    @TempDir
    private Path folder;

    @Test
    void namesTheSavepointAfterItsJob() {
        JobManagerGateway jobManager = request -> CompletableFuture.completedFuture(
                new ClientResponse.SavepointStored(directory((TriggerSavepoint) request)));
        assertThat(order().await(jobManager, JOB))
                .startsWith("file://" + folder + "/savepoint-" + JOB.toString().substring(0, 12) + "-");
    }

    @Test
    void saysWhyThereIsNone() {
        JobManagerGateway jobManager = request ->
                CompletableFuture.completedFuture(new ClientResponse.Refused("The savepoint failed: the disk is full"));
        assertThatThrownBy(() -> order().await(jobManager, JOB))
                .hasMessage("The savepoint failed: the disk is full")
                .isInstanceOfSatisfying(
                        CommandException.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.JOB_FAILED));
    }

    @Test
    void findsTheSavepointOfAnApplicationThatEndedWithoutAnAnswer() {
        JobManagerGateway jobManager = request -> {
            store(directory((TriggerSavepoint) request));
            return CompletableFuture.failedFuture(new IOException("The application has ended."));
        };
        assertThat(Path.of(order().await(jobManager, JOB).substring("file://".length())))
                .isDirectoryContaining(file -> file.endsWith("_metadata"));
    }

    @Test
    void saysWhereToLookIfNothingIsKnown() {
        JobManagerGateway jobManager =
                request -> CompletableFuture.failedFuture(new IOException("The application has ended."));
        assertThatThrownBy(() -> order().await(jobManager, JOB))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("is not known: The application has ended.")
                .hasMessageContaining(folder.toString());
    }

    private SavepointOrder order() {
        return new SavepointOrder("file://" + folder, CheckpointKind.STOP);
    }

    private static String directory(TriggerSavepoint request) {
        return request.directory() + "/" + request.name();
    }

    private static void store(String directory) {
        try {
            Files.createDirectory(Path.of(directory.substring("file://".length())));
            new FileCheckpointStorage()
                    .store(new CheckpointMetadata(
                            JOB, "words", new CheckpointOrder(7, 0, CheckpointKind.STOP, directory), List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
