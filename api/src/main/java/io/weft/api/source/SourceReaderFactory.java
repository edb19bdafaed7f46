package io.weft.api.source;

import java.io.Serializable;

/** Makes the reader of a subtask. */
public interface SourceReaderFactory<T, SplitT extends SourceSplit> extends Serializable {

    SourceReader<T, SplitT> createReader(SourceReaderContext readerContext) throws Exception;
}
