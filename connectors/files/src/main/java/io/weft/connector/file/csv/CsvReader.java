package io.weft.connector.file.csv;

import io.weft.api.data.Either;
import io.weft.connector.file.source.CheckpointedPosition;
import io.weft.connector.file.source.LineReader;
import io.weft.connector.file.source.StreamFormat;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.function.Function;

/** Reads one split. */
final class CsvReader<T> implements StreamFormat.Reader<T> {

    private static final System.Logger LOGGER = System.getLogger("io.weft.connector.file");

    /** Whoever forgets a closing quote shall not have a whole file in memory. */
    private static final int MAX_RECORD_CHARACTERS = 1 << 20;

    private static final int SHOWN_CHARACTERS = 200;

    private final Source source;
    private final RecordMaker<T> maker;
    private final boolean skipping;
    /** Null unless rejected lines are records too. */
    private final Function<RejectedLine, T> rejects;

    private long skipped;
    private RejectedLine firstSkipped;

    /** @param oneLineRecords false if a quoted field may go on in the next line */
    record Source(LineReader lines, CsvSyntax syntax, boolean oneLineRecords) {}

    CsvReader(Source source, RecordMaker<T> maker, boolean skipping) {
        this(source, maker, skipping, null);
    }

    private CsvReader(Source source, RecordMaker<T> maker, boolean skipping, Function<RejectedLine, T> rejects) {
        this.source = source;
        this.maker = maker;
        this.skipping = skipping;
        this.rejects = rejects;
    }

    static <T> CsvReader<Either<T, RejectedLine>> handingOver(Source source, RecordMaker<T> maker) {
        return new CsvReader<>(source, fields -> Either.Left(maker.make(fields)), false, Either::Right);
    }

    @Override
    public T read() throws IOException {
        while (true) {
            long offset = offset();
            String line = source.lines.read();
            if (line == null) {
                return null;
            }
            if (offset == 0) {
                line = withoutByteOrderMark(line);
            }
            if (line.isBlank()) {
                continue;
            }
            String text = source.oneLineRecords ? line : wholeRecord(line);
            try {
                return maker.make(source.syntax.fields(text));
            } catch (MalformedLineException e) {
                RejectedLine rejected = new RejectedLine(offset, text, e.getMessage());
                if (rejects != null) {
                    return rejects.apply(rejected);
                }
                skip(rejected, e);
            }
        }
    }

    private String wholeRecord(String firstLine) throws IOException {
        if (!source.syntax.endsInQuotes(firstLine)) {
            return firstLine;
        }
        StringBuilder text = new StringBuilder(firstLine);
        boolean open = true;
        while (open && text.length() < MAX_RECORD_CHARACTERS) {
            String next = source.lines.read();
            if (next == null) {
                break;
            }
            text.append('\n').append(next);
            open = open != source.syntax.endsInQuotes(next);
        }
        return text.toString();
    }

    private void skip(RejectedLine rejected, MalformedLineException cause) throws IOException {
        if (!skipping) {
            throw new IOException(
                    describe(rejected) + " To go on without such lines, say withIgnoreParseErrors() or withRejects().",
                    cause);
        }
        skipped++;
        if (firstSkipped == null) {
            firstSkipped = rejected;
        }
    }

    private static String describe(RejectedLine rejected) {
        String text = rejected.text();
        String shown = text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "..." : text;
        return "The line at byte " + rejected.offset() + " cannot be read, because " + rejected.reason() + ": " + shown;
    }

    static String withoutByteOrderMark(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    private long offset() {
        return source.lines.getCheckpointedPosition().offset();
    }

    @Override
    public CheckpointedPosition getCheckpointedPosition() {
        return source.lines.getCheckpointedPosition();
    }

    @Override
    public void close() throws IOException {
        if (skipped > 0) {
            LOGGER.log(Level.WARNING, skipped + " lines were skipped. The first: " + describe(firstSkipped));
        }
        source.lines.close();
    }
}
