package io.weft.api.source;

import io.weft.api.serialization.SimpleVersionedSerializer;

/**
 * A source of records, made of splits that an enumerator finds and readers read.
 *
 * @param <T> the records
 * @param <SplitT> the splits
 * @param <EnumChkT> what the enumerator remembers in a checkpoint
 */
public interface Source<T, SplitT extends SourceSplit, EnumChkT> extends SourceReaderFactory<T, SplitT> {

    Boundedness getBoundedness();

    /** The enumerator of a source that starts from its beginning. */
    SplitEnumerator<SplitT, EnumChkT> createEnumerator(SplitEnumeratorContext<SplitT> enumContext) throws Exception;

    /** The enumerator of a source that goes on from a checkpoint. */
    SplitEnumerator<SplitT, EnumChkT> restoreEnumerator(SplitEnumeratorContext<SplitT> enumContext, EnumChkT checkpoint)
            throws Exception;

    SimpleVersionedSerializer<SplitT> getSplitSerializer();

    SimpleVersionedSerializer<EnumChkT> getEnumeratorCheckpointSerializer();
}
