package io.weft.model.graph;

import io.weft.api.plan.InvalidProgramException;
import io.weft.api.plan.StreamEdge;
import io.weft.api.plan.StreamNode;
import io.weft.model.OperatorId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives every operator an id that is the same in the next submission: the hash of its {@code uid}, or else of its kind, its place and
 * its inputs' ids, so that a change downstream of an operator leaves its id alone.
 */
final class OperatorIds {

    private OperatorIds() {}

    /**
     * The id of each node, by the node's own id.
     *
     * @throws InvalidProgramException if two operators have one uid
     */
    static Map<Integer, OperatorId> of(List<StreamNode> nodes) {
        Map<Integer, OperatorId> ids = new HashMap<>();
        Map<OperatorId, StreamNode> taken = new HashMap<>();
        for (StreamNode node : nodes) {
            OperatorId id = node.uid() != null
                    ? OperatorId.ofUid(node.uid())
                    : OperatorId.hash(structure(node, ids, taken.size()));
            StreamNode other = taken.putIfAbsent(id, node);
            if (other != null) {
                throw new InvalidProgramException(
                        "The operators '" + other.name() + "' and '" + node.name() + "' both have the uid '"
                                + node.uid() + "'. Give each its own, or their state could not be told apart.");
            }
            ids.put(node.id(), id);
        }
        return ids;
    }

    private static String structure(StreamNode node, Map<Integer, OperatorId> ids, int place) {
        StringBuilder text = new StringBuilder("place:").append(place);
        text.append(node.spec().getClass().getSimpleName());
        for (StreamNode.Input input : node.inputs()) {
            text.append('|');
            for (StreamEdge edge : input.edges()) {
                text.append(ids.get(edge.source().id())).append(',');
            }
        }
        return text.toString();
    }
}
