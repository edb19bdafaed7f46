package io.weft.runtime.output;

import io.weft.runtime.chain.Receiver;
import io.weft.runtime.channel.ChannelWriter;
import io.weft.runtime.channel.Element;

/** The end of a chain: hands records to one of its channels or several, and events to all. */
abstract class Emitter implements Receiver {

    protected final ChannelWriter[] channels;

    Emitter(ChannelWriter[] channels) {
        this.channels = channels;
    }

    @Override
    public final void watermark(long timestamp) throws Exception {
        writeToAll(new Element.Watermark(timestamp));
    }

    @Override
    public final void idleness(boolean idle) throws Exception {
        writeToAll(new Element.Idleness(idle));
    }

    @Override
    public final void endOfInput() throws Exception {
        writeToAll(new Element.EndOfData());
    }

    private void writeToAll(Element element) throws Exception {
        for (ChannelWriter channel : channels) {
            channel.writeControl(element);
        }
    }
}
