package io.weft.connector.file.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/** Writes a record as bytes, whatever separates it from the next included. Each subtask has its own copy. */
@FunctionalInterface
public interface Encoder<IN> extends Serializable {

    /** @param stream buffered; must not be closed and may differ from call to call */
    void encode(IN element, OutputStream stream) throws IOException;
}
