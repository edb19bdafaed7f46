package io.weft.connector.file.sink;

import java.io.IOException;
import java.io.Serializable;

/** Says when a part file ends and the next begins. A part always ends when what it holds is to be committed. */
public interface RollingPolicy<IN, BucketID> extends Serializable {

    /** Asked before each record: true if it is to go to a new part. */
    boolean shouldRollOnEvent(PartFileInfo<BucketID> partFileState, IN element) throws IOException;

    /**
     * Asked from time to time while records are written: true if the part is to end.
     *
     * @param currentTime in ms since the epoch
     */
    boolean shouldRollOnProcessingTime(PartFileInfo<BucketID> partFileState, long currentTime) throws IOException;
}
