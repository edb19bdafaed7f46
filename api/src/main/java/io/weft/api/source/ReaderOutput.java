package io.weft.api.source;

/** Takes the records of a reader, and has an output for each split whose watermarks are to be made apart. */
public interface ReaderOutput<T> extends SourceOutput<T> {

    /** The output of a split; the same one whenever it is asked for. */
    SourceOutput<T> createOutputForSplit(String splitId);

    /** Ends a split, so that its watermarks hold nobody back. */
    void releaseOutputForSplit(String splitId);
}
