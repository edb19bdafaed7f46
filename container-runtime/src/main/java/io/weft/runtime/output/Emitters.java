package io.weft.runtime.output;

import io.weft.api.functions.KeySelector;
import io.weft.api.functions.Partitioner;
import io.weft.api.plan.Partitioning;
import io.weft.runtime.chain.Receiver;
import io.weft.runtime.channel.ChannelWriter;
import io.weft.runtime.hot.ClassCopies;

/** Makes the emitter of an output, of a class of its own. */
@SuppressWarnings("unchecked") // inside the engine records are objects; the API has checked the types
public final class Emitters {

    private Emitters() {}

    /**
     * @param producer name of the operator whose records are spread, for people
     * @param channels to the consumer's subtasks, by growing subtask index; at least one
     * @param subtask index of the producing subtask
     * @param maxParallelism of the consumer, which fixes its key groups
     */
    public static Receiver create(
            String producer,
            Partitioning partitioning,
            ChannelWriter[] channels,
            int subtask,
            int maxParallelism,
            ClassCopies copies) {
        Object[] arguments = {channels}; // not spread over the parameters
        if (channels.length == 1 || partitioning instanceof Partitioning.Global) {
            // Whatever the partitioning says, there is one place to go, and no need to look at the record.
            return copies.create(Receiver.class, SingleEmitter.class, arguments);
        } else if (partitioning instanceof Partitioning.Hash hash) {
            var keySelector = (KeySelector<Object, Object>) hash.keySelector();
            return copies.create(Receiver.class, HashEmitter.class, channels, keySelector, maxParallelism);
        } else if (partitioning instanceof Partitioning.Rebalance || partitioning instanceof Partitioning.Rescale) {
            return copies.create(Receiver.class, RoundRobinEmitter.class, channels, subtask);
        } else if (partitioning instanceof Partitioning.Broadcast) {
            return copies.create(Receiver.class, BroadcastEmitter.class, arguments);
        } else if (partitioning instanceof Partitioning.Shuffle) {
            return copies.create(Receiver.class, RandomEmitter.class, channels, (long) subtask);
        } else if (partitioning instanceof Partitioning.Custom custom) {
            var partitioner = (Partitioner<Object>) custom.partitioner();
            var keySelector = (KeySelector<Object, Object>) custom.keySelector();
            return copies.create(Receiver.class, CustomEmitter.class, producer, channels, partitioner, keySelector);
        }
        throw new IllegalArgumentException(
                partitioning.label() + " goes to one subtask, but there are " + channels.length + " channels");
    }
}
