package io.weft.runtime.chain;

import io.weft.api.functions.OutputTag;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where an operator's records go.
 *
 * @param main the main output; discards if nobody reads it
 * @param sides the side outputs that somebody reads
 */
public record Outputs(Receiver main, Map<OutputTag<?>, Receiver> sides) {
    public Outputs {
        sides = Map.copyOf(sides);
    }

    /** Everything that events are passed on to. */
    List<Receiver> all() {
        return Stream.concat(Stream.of(main), sides.values().stream()).toList();
    }
}
