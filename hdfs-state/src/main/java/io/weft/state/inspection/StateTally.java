package io.weft.state.inspection;

import io.weft.api.serialization.DescriptiveSnapshot;
import io.weft.state.format.SerializerSnapshot;
import io.weft.state.format.StateKind;
import io.weft.state.format.StateSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What has been found of a state so far, in all subtasks. */
final class StateTally implements RowDecoder.Visitor {

    /** Timers have namespaces always; those of functions that know of none are bytes. */
    private static final String NO_NAMESPACE = "java.lang.Byte";

    /** States that were written differently are shown by themselves, even if they have one name. */
    record Description(String name, StateKind kind, String type, String namespaceType, boolean timeToLive) {

        static Description of(StateSchema schema, ClassLoader userCode) throws IOException {
            List<String> parts = new ArrayList<>();
            for (SerializerSnapshot part : schema.values()) {
                parts.add(typeOf(part, userCode));
            }
            String namespaces = schema.namespaces() == null ? null : typeOf(schema.namespaces(), userCode);
            return new Description(
                    schema.name(),
                    schema.kind(),
                    String.join(" -> ", parts),
                    NO_NAMESPACE.equals(namespaces) ? null : namespaces,
                    schema.stamped());
        }
    }

    private final Description description;
    // Null if nothing is read.
    private final Selection selection;
    private long keys;
    private long entries;
    private long bytes;
    private boolean unreadable;
    private final List<OperatorReport.Entry> shown = new ArrayList<>();
    // Of the key group at hand, where a key may have several rows.
    private final Set<Object> seen = new HashSet<>();

    StateTally(Description description, Selection selection) {
        this.description = description;
        this.selection = selection;
    }

    static String typeOf(SerializerSnapshot snapshot, ClassLoader userCode) throws IOException {
        return DescriptiveSnapshot.describe(snapshot.snapshot(userCode));
    }

    /** Another key group begins. */
    void startGroup(List<byte[]> chunks) {
        seen.clear();
        bytes += chunks.stream().collect(Collectors.summingLong(chunk -> chunk.length));
    }

    /** Some of it can't be read, so nothing can be said of numbers. */
    void unreadable() {
        unreadable = true;
    }

    @Override
    public void visit(Object key, Object namespace, Object value, int size, Long touchedMs) {
        boolean severalRowsAKey = namespace != null;
        if (!severalRowsAKey || seen.add(key)) {
            keys++;
        }
        entries += size;
        if (shown.size() < selection.limit() && selection.takesKey(key)) {
            Object shownNamespace = description.namespaceType() == null ? null : PlainValue.of(namespace);
            shown.add(new OperatorReport.Entry(PlainValue.of(key), shownNamespace, PlainValue.of(value), touchedMs));
        }
    }

    OperatorReport.KeyedState report() {
        // A key is looked for in its key group alone.
        boolean counted = selection != null && selection.key() == null && !unreadable;
        return new OperatorReport.KeyedState(
                description.name(),
                description.kind().name(),
                description.type(),
                description.namespaceType(),
                description.timeToLive(),
                counted ? keys : null,
                counted ? entries : null,
                counted ? bytes : null,
                shown);
    }
}
