package io.weft.connector.file.source;

import io.weft.api.config.Configuration;
import io.weft.api.fs.FSDataInputStream;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * Lines of text, each without its line end: a line feed, a carriage return, or both. What follows the last line end is a line too,
 * if it is not empty. Bytes that the charset does not know become its replacement character.
 */
public class TextLineInputFormat implements StreamFormat<String> {

    public static final String DEFAULT_CHARSET_NAME = "UTF-8";

    private final String charsetName;

    /** Lines in UTF-8. */
    public TextLineInputFormat() {
        this(DEFAULT_CHARSET_NAME);
    }

    /** @throws IllegalArgumentException if Java knows no charset of this name */
    public TextLineInputFormat(String charsetName) {
        this.charsetName = Charset.forName(charsetName).name();
    }

    @Override
    public Reader<String> createReader(Configuration config, FSDataInputStream stream, long fileLen, long splitEnd)
            throws IOException {
        Charset charset = Charset.forName(charsetName);
        if (!isSplittable()) {
            return new DecodingReader(new BufferedReader(new InputStreamReader(stream, charset)));
        }
        return LineReader.atSplit(stream, charset, splitEnd);
    }

    @Override
    public Reader<String> restoreReader(
            Configuration config, FSDataInputStream stream, long restoredOffset, long fileLen, long splitEnd) {
        return new LineReader(stream, Charset.forName(charsetName), restoredOffset, splitEnd);
    }

    /** True for charsets in which the bytes of a line end are ASCII's and occur in no other character: all but UTF-16 and its like. */
    @Override
    public boolean isSplittable() {
        return Arrays.equals("\r\n".getBytes(Charset.forName(charsetName)), new byte[] {'\r', '\n'});
    }

    @Override
    public TypeInformation<String> getProducedType() {
        return Types.STRING;
    }

    /** Lines of a charset in which bytes must be decoded before line ends can be seen. */
    private record DecodingReader(BufferedReader in) implements Reader<String> {
        @Override
        public String read() throws IOException {
            return in.readLine();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
