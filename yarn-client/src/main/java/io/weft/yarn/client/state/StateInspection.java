package io.weft.yarn.client.state;

import io.weft.api.config.Configuration;
import io.weft.api.serialization.RenamedClasses;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.code.UserClassLoader;
import io.weft.state.inspection.CheckpointInspector;
import io.weft.state.inspection.OperatorReport;
import io.weft.state.inspection.Selection;
import io.weft.state.snapshot.FileCheckpointStorage;
import io.weft.yarn.client.terminal.CommandException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the checkpoint or savepoint at a path. */
public final class StateInspection {

    private final CheckpointMetadata checkpoint;
    private final ClassLoader userCode;

    private StateInspection(CheckpointMetadata checkpoint, ClassLoader userCode) {
        this.checkpoint = checkpoint;
        this.userCode = userCode;
    }

    /**
     * @param path of its directory, or of the metadata file in it
     * @param jar with the job's classes, or null
     * @throws CommandException if there is none, or it can't be read
     */
    public static StateInspection open(String path, Path jar, Configuration settings) {
        ClassLoader engine = StateInspection.class.getClassLoader();
        ClassLoader userCode = jar == null ? engine : new UserClassLoader(List.of(url(jar)), engine);
        ClassLoader renamed = RenamedClasses.of(userCode, settings);
        try {
            return new StateInspection(new FileCheckpointStorage().load(path), renamed);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private static URL url(Path jar) {
        if (!Files.isReadable(jar)) {
            throw new CommandException(
                    "There is no readable file " + jar.toAbsolutePath() + ". Give the path of the job's jar.");
        }
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new CommandException("The path of the jar cannot be used: " + jar, e);
        }
    }

    /** Which states there are. */
    public StateReport list() {
        return StateReport.of(checkpoint, reports(null));
    }

    /**
     * What the states hold.
     *
     * @throws CommandException if there is no such operator or state; names those that there are
     */
    public StateReport show(Selection selection) {
        List<OperatorReport> reports = reports(selection);
        if (reports.isEmpty()) {
            throw new CommandException("There is no operator '" + selection.operator()
                    + "' in it, by uid, name or id. There are: "
                    + checkpoint.operators().stream()
                            .map(operator -> "'" + operator.name() + "' (" + operator.id() + ")")
                            .collect(Collectors.joining(", ")));
        }
        boolean found = reports.stream()
                .anyMatch(report -> !report.keyedStates().isEmpty()
                        || !report.operatorStates().isEmpty()
                        || !report.problems().isEmpty());
        if (selection.state() != null && !found) {
            throw new CommandException(
                    "There is no state '" + selection.state() + "' in it. 'weft state ls' shows those that there are.");
        }
        return StateReport.of(checkpoint, reports);
    }

    /** @param selection null if only what lies before the values is read */
    private List<OperatorReport> reports(Selection selection) {
        try (ScratchDirectory scratch = new ScratchDirectory()) {
            CheckpointInspector inspector = new CheckpointInspector(checkpoint, userCode, scratch.path());
            return selection == null ? inspector.list() : inspector.read(selection);
        } catch (IOException e) {
            throw new CommandException("The checkpoint cannot be read: " + e.getMessage(), e);
        }
    }
}
