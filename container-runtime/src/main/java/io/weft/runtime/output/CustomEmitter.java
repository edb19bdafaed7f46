package io.weft.runtime.output;

import io.weft.api.functions.KeySelector;
import io.weft.api.functions.Partitioner;
import io.weft.runtime.channel.ChannelWriter;

/** To the channel that the user's partitioner says. */
final class CustomEmitter extends Emitter {

    private final String producer;
    private final Partitioner<Object> partitioner;
    private final KeySelector<Object, Object> keySelector;

    /** @param producer name of the operator whose records are spread, for people */
    CustomEmitter(
            String producer,
            ChannelWriter[] channels,
            Partitioner<Object> partitioner,
            KeySelector<Object, Object> keySelector) {
        super(channels);
        this.producer = producer;
        this.partitioner = partitioner;
        this.keySelector = keySelector;
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        int channel = partitioner.partition(keySelector.getKey(record), channels.length);
        if (channel < 0 || channel >= channels.length) {
            throw new IllegalArgumentException("The partitioner "
                    + partitioner.getClass().getName()
                    + " behind operator '" + producer + "' chose partition " + channel + " of " + channels.length
                    + ". It must return 0 to " + (channels.length - 1) + ".");
        }
        channels[channel].write(record, timestamp);
    }
}
