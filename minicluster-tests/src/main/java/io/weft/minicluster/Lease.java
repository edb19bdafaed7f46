package io.weft.minicluster;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How long a cluster's daemons may live without being stopped. Every daemon looks at it twice a second and ends itself
 * when it has run out, so that a crashed test or a forgotten cluster does not stay for ever.
 *
 * @param owner the process whose end ends the cluster; absent if the cluster outlives who started it
 * @param end the moment after which no daemon lives on
 */
record Lease(Optional<ProcessId> owner, Instant end) {

    Lease {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(end, "end");
    }

    boolean hasRunOut(Instant now) {
        return now.isAfter(end) || owner.filter(it -> it.find().isEmpty()).isPresent();
    }

    /** One line from which {@link #parse} reads the lease again. */
    String print() {
        return owner.map(ProcessId::print).orElse("nobody") + " " + end;
    }

    static Lease parse(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("A lease is 'owner end', not '" + line + "'");
        }
        Optional<ProcessId> owner =
                parts[0].equals("nobody") ? Optional.empty() : Optional.of(ProcessId.parse(parts[0]));
        return new Lease(owner, Instant.parse(parts[1]));
    }
}
