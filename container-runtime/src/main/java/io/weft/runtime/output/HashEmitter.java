package io.weft.runtime.output;

import io.weft.api.functions.KeySelector;
import io.weft.model.KeyGroups;
import io.weft.runtime.channel.ChannelWriter;

/** To the channel of the subtask that owns the record's key group. */
final class HashEmitter extends Emitter {

    private final KeySelector<Object, Object> keySelector;
    private final int maxParallelism;
    /** The owning channel by key group: an array read is cheaper than a division. */
    private final ChannelWriter[] owners;

    HashEmitter(ChannelWriter[] channels, KeySelector<Object, Object> keySelector, int maxParallelism) {
        super(channels);
        this.keySelector = keySelector;
        this.maxParallelism = maxParallelism;
        this.owners = new ChannelWriter[maxParallelism];
        for (int group = 0; group < maxParallelism; group++) {
            owners[group] = channels[KeyGroups.subtaskOf(group, channels.length, maxParallelism)];
        }
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        owners[KeyGroups.groupOf(keySelector.getKey(record), maxParallelism)].write(record, timestamp);
    }
}
