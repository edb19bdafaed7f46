package io.weft.runtime.output;

import io.weft.runtime.channel.ChannelWriter;

/** Everything to one channel: there is only one, or the partitioning wants the first. */
final class SingleEmitter extends Emitter {

    private final ChannelWriter channel;

    SingleEmitter(ChannelWriter[] channels) {
        super(channels);
        this.channel = channels[0];
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        channel.write(record, timestamp);
    }
}
