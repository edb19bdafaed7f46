package io.weft.connector.file.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.Configuration;
import io.weft.api.data.Either;
import io.weft.api.fs.FSDataInputStream;
import io.weft.api.fs.FileSystem;
import io.weft.api.tuple.Tuple3;
import io.weft.api.types.Types;
import io.weft.connector.file.source.StreamFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderFormatTest {

    @TempDir
    Path directory;

    /** A record with a check of its own. */
    public record Flight(String carrier, int number, LocalDate day, Double delay) {
        public Flight {
            if (number < 0) {
                throw new IllegalArgumentException("flight numbers are positive");
            }
        }
    }

    /** A POJO. */
    public static class Airport {
        public String code;
        public boolean open;
        public Kind kind;

        /** Its kind. */
        public enum Kind {
            LARGE,
            SMALL
        }
    }

    @Test
    void readsRecordsInTheOrderOfTheirComponents() throws IOException {
        assertThat(read(CsvReaderFormat.forPojo(Flight.class), "LH,400,2026-11-21,1.5\r\nUA, 9 ,2026-11-22,\n"))
                .containsExactly(
                        new Flight("LH", 400, LocalDate.of(2026, 11, 21), 1.5),
                        new Flight("UA", 9, LocalDate.of(2026, 11, 22), null));
    }

    @Test
    void findsColumnsByTheNamesInTheHeader() throws IOException {
        List<Airport> airports = read(
                CsvReaderFormat.forPojo(Airport.class).withHeader(),
                "\uFEFFopen,unused,code,kind\ntrue,x,FRA,LARGE\n\nFALSE,y,\"QEF\",SMALL");
        assertThat(airports).hasSize(2);
        assertThat(airports.get(0).code).isEqualTo("FRA");
        assertThat(airports.get(0).open).isTrue();
        assertThat(airports.get(1).kind).isEqualTo(Airport.Kind.SMALL);
    }

    @Test
    void readsTuplesAndArrays() throws IOException {
        CsvReaderFormat<Tuple3<String, Long, Boolean>> tuples =
                CsvReaderFormat.forType(Types.TUPLE(Types.STRING, Types.LONG, Types.BOOLEAN));
        assertThat(read(tuples.withDelimiter(';').withNullText("\\N"), "a;1;true\n\\N;;\n"))
                .containsExactly(Tuple3.of("a", 1L, true), Tuple3.of(null, null, null));
        assertThat(read(CsvReaderFormat.forFields(), "a,,c\n,\n"))
                .containsExactly(new String[] {"a", "", "c"}, new String[] {"", ""});
    }

    @Test
    void quotedFieldsHaveDelimitersQuotesAndLineEnds() throws IOException {
        assertThat(read(CsvReaderFormat.forFields(), "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"\"\nnext\n"))
                .containsExactly(new String[] {"a,b", "say \"hi\"", "two\nlines", ""}, new String[] {"next"});
    }

    @Test
    void aMalformedLineFailsTheJobUnlessSaidOtherwise() {
        for (String line : List.of("LH,x,2026-11-21,1", "LH,1", "LH,,2026-11-21,1", "L\"H,1,2026-11-21,1")) {
            assertThatThrownBy(() -> read(CsvReaderFormat.forPojo(Flight.class), line))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("byte 0")
                    .hasMessageContaining(line)
                    .hasMessageContaining("withRejects()");
        }
    }

    @Test
    void malformedLinesAreSkipped() throws IOException {
        assertThat(read(
                        CsvReaderFormat.forPojo(Flight.class).withIgnoreParseErrors(),
                        "LH,1,2026-11-21,\nLH,-1,2026-11-21,\nLH,2,2026-11-31,\nLH,3,2026-11-21,\n\"LH,4,2026-11-21,"))
                .extracting(Flight::number)
                .containsExactly(1, 3);
    }

    @Test
    void malformedLinesAreHandedOver() throws IOException {
        List<Either<Flight, RejectedLine>> all =
                read(CsvReaderFormat.forPojo(Flight.class).withRejects(), "LH,1,2026-11-21,\nLH,-1,2026-11-21,\n");
        assertThat(all).hasSize(2);
        assertThat(all.get(0).left().number()).isEqualTo(1);
        assertThat(all.get(1).right())
                .isEqualTo(new RejectedLine(17, "LH,-1,2026-11-21,", "it was refused: flight numbers are positive"));
    }

    @Test
    void columnsThatDoNotFitAreAnErrorAtTheStart() {
        assertThatThrownBy(() -> read(CsvReaderFormat.forPojo(Airport.class), "FRA,true,LARGE"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("withHeader()");
        assertThatThrownBy(() -> read(CsvReaderFormat.forPojo(Airport.class).withColumns("code", "open"), "FRA,true"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kind");
    }

    @Test
    void oneLineRecordsAreReadInSplitsOfAnySize() throws IOException {
        String text = "name,value\n\"a\",1\nb€,22\r\n\"c,c\",333\nd,4";
        CsvReaderFormat<String[]> format =
                CsvReaderFormat.forFields().withHeader().withOneLineRecords();
        assertThat(format.isSplittable()).isTrue();
        List<String[]> whole = read(format, text);
        assertThat(whole).hasSize(4);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        for (int splitBytes = 1; splitBytes <= bytes; splitBytes++) {
            List<String[]> records = new ArrayList<>();
            for (int offset = 0; offset < bytes; offset += splitBytes) {
                FSDataInputStream stream = open(text);
                stream.seek(offset);
                readAll(format.createReader(new Configuration(), stream, bytes, offset + splitBytes), records);
            }
            assertThat(records)
                    .describedAs("splits of " + splitBytes)
                    .usingRecursiveComparison()
                    .isEqualTo(whole);
        }
    }

    @Test
    void aReaderGoesOnBetweenAnyTwoRecords() throws IOException {
        Random random = new Random(1);
        for (int run = 0; run < 50; run++) {
            String text = randomText(random);
            CsvReaderFormat<Either<String[], RejectedLine>> format =
                    CsvReaderFormat.forFields().withHeader().withRejects();
            List<Either<String[], RejectedLine>> whole = read(format, text);
            List<Either<String[], RejectedLine>> inParts = new ArrayList<>();
            StreamFormat.Reader<Either<String[], RejectedLine>> reader =
                    format.createReader(new Configuration(), open(text), Long.MAX_VALUE, Long.MAX_VALUE);
            Either<String[], RejectedLine> next = reader.read();
            while (next != null) {
                inParts.add(next);
                long offset = reader.getCheckpointedPosition().offset();
                reader.close();
                FSDataInputStream stream = open(text);
                stream.seek(offset);
                reader = format.restoreReader(new Configuration(), stream, offset, Long.MAX_VALUE, Long.MAX_VALUE);
                next = reader.read();
            }
            assertThat(inParts).usingRecursiveComparison().isEqualTo(whole);
        }
    }

    private static String randomText(Random random) {
        String[] pieces = {"\n", "\r\n", "a", "€", ",", "\"", "\"\"", "\"x\"", "\n"};
        StringBuilder text = new StringBuilder("header\n");
        for (int left = random.nextInt(60); left > 0; left--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    private <T> List<T> read(CsvReaderFormat<T> format, String text) throws IOException {
        List<T> records = new ArrayList<>();
        readAll(format.createReader(new Configuration(), open(text), Long.MAX_VALUE, Long.MAX_VALUE), records);
        return records;
    }

    private static <T> void readAll(StreamFormat.Reader<T> reader, List<T> records) throws IOException {
        for (T next = reader.read(); next != null; next = reader.read()) {
            records.add(next);
        }
        reader.close();
    }

    private FSDataInputStream open(String text) throws IOException {
        Path file = directory.resolve("file.csv");
        Files.writeString(file, text);
        return FileSystem.getLocalFileSystem().open(io.weft.api.fs.Path.fromLocalFile(file.toFile()));
    }
}
