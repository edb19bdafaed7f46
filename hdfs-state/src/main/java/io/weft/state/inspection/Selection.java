package io.weft.state.inspection;

import io.weft.api.serialization.DescriptiveSnapshot;
import io.weft.api.serialization.TypeSerializerSnapshot;
import io.weft.model.KeyGroups;
import io.weft.model.OperatorId;
import io.weft.model.checkpoint.CheckpointMetadata.OperatorState;
import java.util.OptionalInt;

/**
 * What of a checkpoint's state is wanted.
 *
 * @param operator its uid, its name or its id; null for all
 * @param state its name; null for all
 * @param key as {@link PlainValue#text} shows it; null for all
 * @param limit how many entries of each state are shown; all are counted
 */
public record Selection(String operator, String state, String key, int limit) {

    /** Of all that there is. */
    public static final Selection ALL = new Selection(null, null, null, Integer.MAX_VALUE);

    boolean takes(OperatorState candidate) {
        return operator == null
                || operator.equals(candidate.name())
                || operator.equals(candidate.id().toString())
                || OperatorId.ofUid(operator).equals(candidate.id());
    }

    boolean takesState(String name) {
        return state == null || state.equals(name);
    }

    boolean takesKey(Object candidate) {
        return key == null || key.equals(PlainValue.text(PlainValue.of(candidate)));
    }

    /** The only key group that the key can be in; empty if any may hold one that is wanted. */
    OptionalInt group(TypeSerializerSnapshot<?> keys, int maxParallelism) {
        if (key == null) {
            return OptionalInt.empty();
        }
        try {
            Object parsed = switch (DescriptiveSnapshot.typeName(keys)) {
                case "java.lang.String" -> key;
                case "java.lang.Integer" -> Integer.valueOf(key);
                case "java.lang.Long" -> Long.valueOf(key);
                default -> null;
            };
            return parsed == null ? OptionalInt.empty() : OptionalInt.of(KeyGroups.groupOf(parsed, maxParallelism));
        } catch (NumberFormatException e) {
            // No such key can be there; looking through all says so too.
            return OptionalInt.empty();
        }
    }
}
