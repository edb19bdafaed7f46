package io.weft.runtime.output;

import io.weft.runtime.channel.ChannelWriter;
import java.util.SplittableRandom;

/** To any channel, uniformly. */
final class RandomEmitter extends Emitter {

    private final SplittableRandom random;

    /** @param seed makes a run repeatable */
    RandomEmitter(ChannelWriter[] channels, long seed) {
        super(channels);
        random = new SplittableRandom(seed);
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        channels[random.nextInt(channels.length)].write(record, timestamp);
    }
}
