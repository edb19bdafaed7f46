package io.weft.yarn.client.state;

import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.state.inspection.OperatorReport;
import java.util.List;

/**
 * A checkpoint, to be shown. The components' names are those in the JSON document.
 *
 * @param kind CHECKPOINT, SAVEPOINT, STOP or DRAIN
 * @param triggeredMs when it was begun, in ms since the epoch
 */
public record StateReport(
        String directory,
        String kind,
        long id,
        long triggeredMs,
        String job,
        String jobName,
        List<OperatorReport> operators) {

    public StateReport {
        operators = List.copyOf(operators);
    }

    static StateReport of(CheckpointMetadata checkpoint, List<OperatorReport> operators) {
        return new StateReport(
                checkpoint.order().directory(),
                checkpoint.order().kind().name(),
                checkpoint.order().id(),
                checkpoint.order().triggeredMs(),
                checkpoint.job().toString(),
                checkpoint.jobName(),
                operators);
    }

    /** What of it can't be read, if anything. */
    public List<String> problems() {
        return operators.stream()
                .flatMap(operator ->
                        operator.problems().stream().map(problem -> "Operator '" + operator.name() + "': " + problem))
                .toList();
    }

    /** True if a value was found, of the keys that were asked for. */
    public boolean showsAny() {
        return operators.stream()
                .anyMatch(operator -> operator.keyedStates().stream()
                                .anyMatch(state -> !state.shown().isEmpty())
                        || operator.operatorStates().stream()
                                .anyMatch(state -> !state.shown().isEmpty()));
    }
}
