package io.weft.connector.file.csv;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How lines are cut into fields. A field may stand in quotes, and then have the delimiter in it, line ends, and quotes, doubled (RFC 4180).
 *
 * @param nullText stands for null where it is not quoted, null if nothing does
 */
record CsvSyntax(char delimiter, char quote, String nullText) implements Serializable {
    CsvSyntax {
        if (delimiter == quote || isLineEnd(delimiter) || isLineEnd(quote)) {
            throw new IllegalArgumentException("The delimiter and the quote must differ, and be no line ends, but are '"
                    + delimiter + "' and '" + quote + "'.");
        }
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    /** True if a quote is open where the text ends: the record goes on in the next line. */
    boolean endsInQuotes(String text) {
        int quotes = 0;
        for (int i = text.indexOf(quote); i >= 0; i = text.indexOf(quote, i + 1)) {
            quotes++;
        }
        return quotes % 2 != 0;
    }

    String[] fields(String text) throws MalformedLineException {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            if (at < text.length() && text.charAt(at) == quote) {
                StringBuilder field = new StringBuilder();
                at = readQuoted(text, at + 1, field);
                fields.add(field.toString());
            } else {
                int end = text.indexOf(delimiter, at);
                end = end < 0 ? text.length() : end;
                fields.add(plain(text.substring(at, end)));
                at = end;
            }
            if (at == text.length()) {
                return fields.toArray(String[]::new);
            }
            at++;
        }
    }

    private String plain(String field) throws MalformedLineException {
        if (field.indexOf(quote) >= 0) {
            throw new MalformedLineException("a quote within the field '" + field + "', which does not begin with one");
        }
        return field.equals(nullText) ? null : field;
    }

    /** Reads to the closing quote; gives the index behind it, of a delimiter or the end. */
    private int readQuoted(String text, int from, StringBuilder field) throws MalformedLineException {
        int at = from;
        while (true) {
            int end = text.indexOf(quote, at);
            if (end < 0) {
                throw new MalformedLineException("a quote is not closed");
            }
            field.append(text, at, end);
            if (end + 1 == text.length() || text.charAt(end + 1) == delimiter) {
                return end + 1;
            }
            if (text.charAt(end + 1) != quote) {
                throw new MalformedLineException("text behind the closing quote of '" + field + "'");
            }
            field.append(quote);
            at = end + 2;
        }
    }
}
