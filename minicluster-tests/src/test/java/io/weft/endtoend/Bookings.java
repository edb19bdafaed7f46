package io.weft.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.testjobs.Ledger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What {@link Ledger} writes. */
final class Bookings {
    private Bookings() {}

    /** Checks that each number is booked once, and that under each key the counts have neither gaps nor repetitions. */
    static void requireComplete(List<String> lines, int records) {
        List<String[]> bookings =
                lines.stream().map(line -> line.split(":", -1)).toList();
        assertThat(bookings.stream().map(it -> Long.valueOf(it[2])).sorted().toList())
                .isEqualTo(LongStream.range(0, records).boxed().toList());
        assertThat(bookings).allMatch(it -> Long.parseLong(it[2]) % Ledger.KEYS == Long.parseLong(it[0]));
        Set<String> counts = bookings.stream().map(it -> it[0] + ":" + it[1]).collect(Collectors.toSet());
        assertThat(counts).hasSize(records);
        assertThat(bookings).allMatch(it -> Long.parseLong(it[1]) <= records / Ledger.KEYS);
    }
}
