package io.weft.api.sink;

import java.io.IOException;
import java.io.Serializable;

/** Takes records out of a job. Each subtask has its own writer. */
public interface Sink<InputT> extends Serializable {

    SinkWriter<InputT> createWriter(WriterInitContext context) throws IOException;
}
