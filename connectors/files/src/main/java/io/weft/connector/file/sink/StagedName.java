package io.weft.connector.file.sink;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a hidden file.
 *
 * @param uid of the writer, random
 * @param number counts the writer's hidden files
 */
record StagedName(WriterIdentity writer, String uid, long number) {

    private static final Pattern PATTERN = Pattern.compile(
            "(\\p{XDigit}+)-(\\p{XDigit}+)-(\\d{1,9})of(\\d{1,9})-(\\d{1,9})-(\\p{XDigit}+)-(\\d{1,18})");

    static Optional<StagedName> parse(String name) {
        Matcher matcher = PATTERN.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        WriterIdentity writer = new WriterIdentity(
                matcher.group(1),
                matcher.group(2),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4)),
                Integer.parseInt(matcher.group(5)));
        return Optional.of(new StagedName(writer, matcher.group(6), Long.parseLong(matcher.group(7))));
    }

    @Override
    public String toString() {
        return writer.sinkId() + "-" + writer.jobId() + "-" + writer.subtask() + "of" + writer.subtasks() + "-"
                + writer.attempt() + "-" + uid + "-" + number;
    }
}
