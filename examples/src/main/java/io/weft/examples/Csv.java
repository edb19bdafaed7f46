package io.weft.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines of comma-separated values. A value with a comma or a quote in it stands in quotes, in which a quote is doubled. */
final class Csv {

    private Csv() {}

    static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c != '"') {
                field.append(c);
            } else if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else {
                quoted = !quoted;
            }
        }
        fields.add(field.toString());
        return fields;
    }

    static String line(Object... fields) {
        return Stream.of(fields).map(Csv::quotedIfNeeded).collect(Collectors.joining(","));
    }

    private static String quotedIfNeeded(Object field) {
        String text = field.toString();
        boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
