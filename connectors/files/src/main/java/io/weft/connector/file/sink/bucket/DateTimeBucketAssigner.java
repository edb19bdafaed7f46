package io.weft.connector.file.sink.bucket;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A directory for each span of the clock's time, an hour unless the pattern says otherwise. */
public class DateTimeBucketAssigner<IN> implements BucketAssigner<IN, String> {

    private static final String DEFAULT_FORMAT = "yyyy-MM-dd--HH";

    private final String formatString;
    private final ZoneId zoneId;

    private transient DateTimeFormatter formatter;
    private transient long formattedMs;
    private transient String formatted;

    /** Hours of the machine's time zone, as in {@code 2026-11-21--09}. */
    public DateTimeBucketAssigner() {
        this(DEFAULT_FORMAT);
    }

    public DateTimeBucketAssigner(String formatString) {
        this(formatString, ZoneId.systemDefault());
    }

    public DateTimeBucketAssigner(ZoneId zoneId) {
        this(DEFAULT_FORMAT, zoneId);
    }

    /**
     * @param formatString a pattern of {@link DateTimeFormatter}
     * @throws IllegalArgumentException if it is none
     */
    public DateTimeBucketAssigner(String formatString, ZoneId zoneId) {
        this.formatString = formatString;
        this.zoneId = zoneId;
        this.formatter = newFormatter();
    }

    @Override
    public String getBucketId(IN element, Context context) {
        long nowMs = context.currentProcessingTime();
        if (formatted == null || nowMs != formattedMs) {
            if (formatter == null) {
                formatter = newFormatter();
            }
            formatted = formatter.format(Instant.ofEpochMilli(nowMs));
            formattedMs = nowMs;
        }
        return formatted;
    }

    private DateTimeFormatter newFormatter() {
        return DateTimeFormatter.ofPattern(formatString).withZone(zoneId);
    }
}
