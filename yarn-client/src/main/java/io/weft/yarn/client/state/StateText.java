package io.weft.yarn.client.state;

import io.weft.state.inspection.OperatorReport;
import io.weft.state.inspection.OperatorReport.KeyedState;
import io.weft.state.inspection.OperatorReport.ListOfItems;
import io.weft.state.inspection.PlainValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A checkpoint as people read it: its operators, their states below them, what those hold below that. */
public final class StateText {

    private static final List<String> UNITS = List.of("bytes", "KiB", "MiB", "GiB", "TiB");

    private final StringBuilder text = new StringBuilder();

    private StateText() {}

    /** The report, without what can't be read. */
    public static String of(StateReport report) {
        StateText text = new StateText();
        text.line(
                "%s %d of job '%s' (%s), begun %s",
                report.kind().equals("CHECKPOINT") ? "Checkpoint" : "Savepoint",
                report.id(),
                report.jobName(),
                report.job(),
                Instant.ofEpochMilli(report.triggeredMs()));
        text.line("%s", report.directory());
        report.operators().forEach(text::append);
        return text.text.toString().stripTrailing();
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append(System.lineSeparator());
    }

    private void append(OperatorReport operator) {
        line("");
        line(
                "%s  %s  parallelism %d, at most %d  %s%s",
                operator.id(),
                operator.name(),
                operator.parallelism(),
                operator.maxParallelism(),
                operator.hasNothing() ? "no state" : size(operator.bytes()),
                operator.finishedSubtasks() == 0 ? "" : "  finished: " + operator.finishedSubtasks());
        if (operator.keyType() != null) {
            line("  keyed by %s", shortened(operator.keyType()));
        }
        operator.keyedStates().forEach(this::append);
        operator.operatorStates().forEach(this::append);
        if (operator.enumerator() != null) {
            line(
                    "  split enumerator  %s, written by version %d",
                    size(operator.enumerator().bytes()), operator.enumerator().version());
        }
        for (OperatorReport.InFlight inFlight : operator.inFlight()) {
            line(
                    "  in flight to input %d  %s in %d subtasks",
                    inFlight.input(), size(inFlight.bytes()), inFlight.subtasks());
        }
    }

    private void append(KeyedState state) {
        List<String> facts = new ArrayList<>();
        if (state.keys() != null) {
            facts.add(state.keys() + " keys");
        }
        if (state.entries() != null && !state.entries().equals(state.keys())) {
            facts.add(state.entries() + " " + entries(state.kind()));
        }
        if (state.bytes() != null) {
            facts.add(size(state.bytes()));
        }
        if (state.timeToLive()) {
            facts.add("time to live");
        }
        if (state.namespaceType() != null) {
            facts.add("for each " + shortened(state.namespaceType()));
        }
        line(
                "  %-11s  %s  %s%s",
                state.kind(),
                state.name(),
                shortened(state.type()),
                facts.isEmpty() ? "" : "  (" + String.join(", ", facts) + ")");
        for (OperatorReport.Entry entry : state.shown()) {
            line(
                    "    %s%s = %s%s",
                    PlainValue.text(entry.key()),
                    entry.namespace() == null ? "" : " @ " + PlainValue.text(entry.namespace()),
                    PlainValue.text(entry.value()),
                    entry.touchedMs() == null ? "" : "  touched " + Instant.ofEpochMilli(entry.touchedMs()));
        }
        rest(state.shown().size(), state.keys());
    }

    private static String entries(String kind) {
        return switch (kind) {
            case "LIST" -> "elements";
            case "TIMERS" -> "timers";
            default -> "entries";
        };
    }

    private void append(ListOfItems state) {
        line("  %-11s  %s  %s  (%d items)", state.mode(), state.name(), shortened(state.type()), state.items());
        state.shown().forEach(item -> line("    %s", PlainValue.text(item)));
        rest(state.shown().size(), state.items());
    }

    private void rest(int shown, Long all) {
        if (all != null && shown > 0 && shown < all) {
            line("    ...");
        }
    }

    private static String size(long bytes) {
        int unit = 0;
        double amount = bytes;
        while (amount >= 1024 && unit + 1 < UNITS.size()) {
            amount /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", amount, UNITS.get(unit));
    }

    private static String shortened(String type) {
        return type.replace("java.lang.", "").replace("java.util.", "");
    }
}
