package io.weft.examples;

import java.util.List;

/**
 * What is known of the delays of some flights from one airport.
 *
 * @param origin the airport's code
 * @param flights how many they are
 * @param totalMinutes all their delays together; a flight that left early counts as a negative delay
 * @param late how many were delayed by more than 15 minutes, as the US Department of Transportation counts
 * @param worstMinutes the longest delay
 */
public record OriginDelays(String origin, long flights, long totalMinutes, long late, int worstMinutes) {

    private static final int LATE_AFTER_MINUTES = 15;

    /** The delay of the one flight in a line of {@code departure,delay,distance,origin,destination}. */
    public static OriginDelays ofFlight(String line) {
        List<String> fields = Csv.fields(line);
        if (fields.size() != 5) {
            throw new IllegalArgumentException(
                    "A flight is departure,delay,distance,origin,destination, but this line is '" + line + "'.");
        }
        int delayMinutes = Integer.parseInt(fields.get(1));
        return new OriginDelays(
                fields.get(3), 1, delayMinutes, delayMinutes > LATE_AFTER_MINUTES ? 1 : 0, delayMinutes);
    }

    /** Both together. */
    public OriginDelays plus(OriginDelays other) {
        return new OriginDelays(
                origin,
                flights + other.flights,
                totalMinutes + other.totalMinutes,
                late + other.late,
                Math.max(worstMinutes, other.worstMinutes));
    }

    public double meanMinutes() {
        return (double) totalMinutes / flights;
    }

    public double lateShare() {
        return (double) late / flights;
    }
}
