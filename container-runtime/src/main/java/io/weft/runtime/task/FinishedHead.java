package io.weft.runtime.task;

import io.weft.runtime.chain.Head;
import io.weft.runtime.channel.Element;
import java.io.IOException;

/** In place of a chain that had done all its work before the checkpoint that the job goes on from: only says so. */
final class FinishedHead implements Head {

    private final TaskOutputs outputs;

    FinishedHead(TaskOutputs outputs) {
        this.outputs = outputs;
    }

    @Override
    public int step(int budget) throws IOException {
        outputs.broadcast(new Element.Watermark(Long.MAX_VALUE));
        outputs.broadcast(new Element.EndOfData());
        return END;
    }

    @Override
    public boolean waitsForBarriers() {
        return false;
    }
}
