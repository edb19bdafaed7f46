package io.weft.runtime.output;

import io.weft.runtime.channel.ChannelWriter;

/** To every channel. */
final class BroadcastEmitter extends Emitter {

    BroadcastEmitter(ChannelWriter[] channels) {
        super(channels);
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        for (ChannelWriter channel : channels) {
            channel.write(record, timestamp);
        }
    }
}
