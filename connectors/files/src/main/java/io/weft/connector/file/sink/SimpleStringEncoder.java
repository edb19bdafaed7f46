package io.weft.connector.file.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/** Writes each record's {@code toString()} and a line feed. */
public class SimpleStringEncoder<IN> implements Encoder<IN> {

    private final String charsetName;
    private transient Charset charset;

    /** Writes UTF-8. */
    public SimpleStringEncoder() {
        this("UTF-8");
    }

    /** @throws IllegalArgumentException if Java knows no charset of this name */
    public SimpleStringEncoder(String charsetName) {
        this.charsetName = Charset.forName(charsetName).name();
    }

    @Override
    public void encode(IN element, OutputStream stream) throws IOException {
        if (charset == null) {
            charset = Charset.forName(charsetName);
        }
        stream.write(element.toString().getBytes(charset));
        stream.write('\n');
    }
}
