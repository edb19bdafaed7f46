package io.weft.connector.file.sink.rolling;

import java.io.IOException;
import java.io.Serializable;

/**
 * Says when a part file ends and the next begins. A part that has ended comes into sight with the next checkpoint, or without
 * checkpoints at the end of the input. At the end of the input every part ends.
 */
public interface RollingPolicy<IN, BucketID> extends Serializable {

    /** Asked at each checkpoint: true if the part is to end with it, false if it goes on growing over checkpoints. */
    boolean shouldRollOnCheckpoint(PartFileInfo<BucketID> partFileState) throws IOException;

    /** Asked before each record: true if it is to go to a new part. */
    boolean shouldRollOnEvent(PartFileInfo<BucketID> partFileState, IN element) throws IOException;

    /**
     * Asked from time to time while records are written, and at each checkpoint: true if the part is to end.
     *
     * @param currentTime in ms since the epoch
     */
    boolean shouldRollOnProcessingTime(PartFileInfo<BucketID> partFileState, long currentTime) throws IOException;
}
