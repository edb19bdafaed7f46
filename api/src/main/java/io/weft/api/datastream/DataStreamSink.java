package io.weft.api.datastream;

import io.weft.api.plan.StreamNode;
import io.weft.api.plan.StreamNode.Chaining;

/** A sink and its settings. The setters return this very sink. */
public class DataStreamSink<T> {

    private final StreamNode node;

    DataStreamSink(StreamNode node) {
        this.node = node;
    }

    /** What plans, the UI and logs call the sink. */
    public DataStreamSink<T> name(String name) {
        node.setName("Sink: " + name);
        return this;
    }

    /** A longer text for plans and the UI. */
    public DataStreamSink<T> setDescription(String description) {
        node.setDescription(description);
        return this;
    }

    /** The name under which the sink's state is found again when the program has changed; unique in the program. */
    public DataStreamSink<T> uid(String uid) {
        node.setUid(uid);
        return this;
    }

    public DataStreamSink<T> setParallelism(int parallelism) {
        node.setParallelism(parallelism);
        return this;
    }

    /** @param maxParallelism the highest parallelism to which the sink can ever be rescaled, 1 to 32768 */
    public DataStreamSink<T> setMaxParallelism(int maxParallelism) {
        node.setMaxParallelism(maxParallelism);
        return this;
    }

    /** The sink gets tasks of its own. */
    public DataStreamSink<T> disableChaining() {
        node.setChaining(Chaining.NEVER);
        return this;
    }

    /** Only operators of one group share slots. Unless set, the group is that of the input. */
    public DataStreamSink<T> slotSharingGroup(String slotSharingGroup) {
        node.setSlotSharingGroup(slotSharingGroup);
        return this;
    }
}
