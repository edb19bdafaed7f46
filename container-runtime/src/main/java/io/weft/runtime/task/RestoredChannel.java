package io.weft.runtime.task;

import io.weft.runtime.channel.ChannelReader;
import io.weft.runtime.channel.Element;
import io.weft.runtime.channel.RecordBatch;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Reads what was in flight when the checkpoint was made that the task starts from. Then it ends. */
final class RestoredChannel implements ChannelReader {

    private final Queue<Element> elements;

    RestoredChannel(RecordBatch records) {
        // Its end must not be the only one that comes without the last watermark: the others' would not count.
        elements = new ArrayDeque<>(List.of(records, new Element.Watermark(Long.MAX_VALUE), new Element.EndOfData()));
    }

    @Override
    public Element poll() {
        return elements.poll();
    }

    @Override
    public void close() {
        elements.clear();
    }
}
