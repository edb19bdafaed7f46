package io.weft.connector.file.csv;

/** A line is not what it should be; the message tells people how. */
final class MalformedLineException extends Exception {

    private static final long serialVersionUID = 1;

    MalformedLineException(String message) {
        super(message);
    }
}
