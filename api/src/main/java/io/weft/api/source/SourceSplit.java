package io.weft.api.source;

/** A part of a source's data that one reader reads. Must be immutable, or be given away when it is handed over. */
public interface SourceSplit {

    /** Unique within the source. */
    String splitId();
}
