package io.weft.connector.file.csv;

import io.weft.api.config.Configuration;
import io.weft.api.data.Either;
import io.weft.api.fs.FSDataInputStream;
import io.weft.api.types.BasicArrayTypeInfo;
import io.weft.api.types.EitherTypeInfo;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import io.weft.connector.file.source.LineReader;
import io.weft.connector.file.source.StreamFormat;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Comma-separated values in UTF-8, read into Java records, POJOs, tuples or string arrays.
 *
 * <pre>{@code
 * CsvReaderFormat<Flight> flights = CsvReaderFormat.forPojo(Flight.class).withHeader();
 * FileSource<Flight> source = FileSource.forRecordStreamFormat(flights, new Path("hdfs:///flights")).build();
 * }</pre>
 *
 * <p>A line that cannot be read fails the job. {@link #withIgnoreParseErrors()} skips such lines and logs how many there were;
 * {@link #withRejects()} hands them over beside the records, so that a program can send them elsewhere, such as into a side output.
 *
 * <p>Blank lines are passed over. Immutable.
 *
 * @param <T> the records
 */
public final class CsvReaderFormat<T> implements StreamFormat<T> {

    private static final CsvSyntax RFC_4180 = new CsvSyntax(',', '"', null);

    private final TypeInformation<T> type;
    private final CsvSyntax syntax;
    private final Columns columns;
    private final Rejects rejects;
    private final boolean oneLineRecords;

    /** What becomes of lines that cannot be read. */
    enum Rejects {
        FAIL,
        SKIP,
        HAND_OVER
    }

    /** @param names empty if the header has them, or nothing does */
    record Columns(boolean header, List<String> names) implements Serializable {
        Columns {
            names = List.copyOf(names);
        }
    }

    private CsvReaderFormat(
            TypeInformation<T> type, CsvSyntax syntax, Columns columns, Rejects rejects, boolean oneLineRecords) {
        this.type = type;
        this.syntax = syntax;
        this.columns = columns;
        this.rejects = rejects;
        this.oneLineRecords = oneLineRecords;
    }

    /** Reads POJOs or Java records. A POJO's columns are found by the header's names or by {@link #withColumns}. */
    public static <T> CsvReaderFormat<T> forPojo(Class<T> pojoType) {
        return forType(TypeInformation.of(pojoType));
    }

    /** @param type of records, POJOs, tuples, or string arrays */
    public static <T> CsvReaderFormat<T> forType(TypeInformation<T> type) {
        return new CsvReaderFormat<>(type, RFC_4180, new Columns(false, List.of()), Rejects.FAIL, false);
    }

    /** Reads all fields of each line as they are. */
    public static CsvReaderFormat<String[]> forFields() {
        return forType(BasicArrayTypeInfo.STRING_ARRAY_TYPE_INFO);
    }

    /** The first line of each file names its columns. */
    public CsvReaderFormat<T> withHeader() {
        return new CsvReaderFormat<>(type, syntax, new Columns(true, columns.names), rejects, oneLineRecords);
    }

    /** Names the columns in their order; those that no field is named like are passed over. Goes before what a header says. */
    public CsvReaderFormat<T> withColumns(String... names) {
        return new CsvReaderFormat<>(
                type, syntax, new Columns(columns.header, List.of(names)), rejects, oneLineRecords);
    }

    /** What separates fields, a comma unless said otherwise. */
    public CsvReaderFormat<T> withDelimiter(char delimiter) {
        return with(new CsvSyntax(delimiter, syntax.quote(), syntax.nullText()));
    }

    /** What fields may stand in, double quotes unless said otherwise. */
    public CsvReaderFormat<T> withQuote(char quote) {
        return with(new CsvSyntax(syntax.delimiter(), quote, syntax.nullText()));
    }

    /** What stands for null where it is not quoted, such as {@code \N}. An empty field is null too, unless it is read into a string. */
    public CsvReaderFormat<T> withNullText(String text) {
        return with(new CsvSyntax(syntax.delimiter(), syntax.quote(), text));
    }

    /**
     * Promises that no field has a line end in it. Then big files are read in several splits; else each file is read by one subtask, for
     * nobody can tell in its midst whether a quote is open.
     */
    public CsvReaderFormat<T> withOneLineRecords() {
        return new CsvReaderFormat<>(type, syntax, columns, rejects, true);
    }

    /** Skips lines that cannot be read, and logs how many there were in each split, with the first of them. */
    public CsvReaderFormat<T> withIgnoreParseErrors() {
        return new CsvReaderFormat<>(type, syntax, columns, Rejects.SKIP, oneLineRecords);
    }

    /** Hands over lines that cannot be read: records are on the left, rejected lines on the right. */
    public CsvReaderFormat<Either<T, RejectedLine>> withRejects() {
        if (rejects == Rejects.HAND_OVER) {
            throw new IllegalStateException("This format hands over rejected lines already.");
        }
        TypeInformation<Either<T, RejectedLine>> either = Types.EITHER(type, TypeInformation.of(RejectedLine.class));
        return new CsvReaderFormat<>(either, syntax, columns, Rejects.HAND_OVER, oneLineRecords);
    }

    private CsvReaderFormat<T> with(CsvSyntax changed) {
        return new CsvReaderFormat<>(type, changed, columns, rejects, oneLineRecords);
    }

    @Override
    public Reader<T> createReader(Configuration config, FSDataInputStream stream, long fileLen, long splitEnd)
            throws IOException {
        long offset = stream.getPos();
        List<String> header = readHeader(stream);
        LineReader lines = LineReader.atSplit(stream, StandardCharsets.UTF_8, splitEnd);
        if (offset == 0 && columns.header) {
            lines.read();
        }
        return newReader(lines, header);
    }

    @Override
    public Reader<T> restoreReader(
            Configuration config, FSDataInputStream stream, long restoredOffset, long fileLen, long splitEnd)
            throws IOException {
        List<String> header = readHeader(stream);
        Charset charset = StandardCharsets.UTF_8;
        return newReader(new LineReader(stream, charset, restoredOffset, splitEnd), header);
    }

    /** The names in the file's first line, empty if it has none; leaves the stream where it was. */
    private List<String> readHeader(FSDataInputStream stream) throws IOException {
        if (!columns.header) {
            return List.of();
        }
        long offset = stream.getPos();
        if (offset > 0) {
            stream.seek(0);
        }
        String line = new LineReader(stream, StandardCharsets.UTF_8, 0, Long.MAX_VALUE).read();
        stream.seek(offset);
        try {
            return line == null ? List.of() : List.of(syntax.fields(CsvReader.withoutByteOrderMark(line)));
        } catch (MalformedLineException e) {
            throw new IOException("The header '" + line + "' cannot be read: " + e.getMessage() + ".", e);
        }
    }

    @SuppressWarnings("unchecked") // with rejects handed over, T is an Either of them
    private Reader<T> newReader(LineReader lines, List<String> header) {
        List<String> names = columns.names.isEmpty() ? header : columns.names;
        CsvReader.Source source = new CsvReader.Source(lines, syntax, oneLineRecords);
        if (rejects != Rejects.HAND_OVER) {
            return new CsvReader<>(source, RecordMaker.of(type, names), rejects == Rejects.SKIP);
        }
        TypeInformation<Object> left = ((EitherTypeInfo<Object, RejectedLine>) (TypeInformation<?>) type).getLeftType();
        return (Reader<T>) CsvReader.handingOver(source, RecordMaker.of(left, names));
    }

    @Override
    public boolean isSplittable() {
        return oneLineRecords;
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return type;
    }
}
