package io.weft.runtime.source;

import io.weft.api.source.InputStatus;
import io.weft.api.source.ReaderOutput;
import io.weft.api.source.SourceReader;
import io.weft.api.source.SourceSplit;

/** Polls a reader. Copied per place: it is the loop that the compiler inlines the whole chain into. */
final class ReaderPollLoop implements SplitSourceHead.PollLoop {

    private InputStatus lastStatus;

    @Override
    public int poll(SourceReader<Object, SourceSplit> reader, ReaderOutput<Object> output, int budget)
            throws Exception {
        for (int polls = 0; polls < budget; polls++) {
            InputStatus status = reader.pollNext(output);
            if (status != InputStatus.MORE_AVAILABLE) {
                lastStatus = status;
                return polls;
            }
        }
        return budget;
    }

    @Override
    public InputStatus lastStatus() {
        return lastStatus;
    }
}
