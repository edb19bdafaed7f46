package io.weft.api.datastream;

import io.weft.api.functions.OutputTag;
import io.weft.api.plan.StreamEdge;
import io.weft.api.plan.StreamNode;
import io.weft.api.plan.StreamNode.Chaining;
import io.weft.api.types.TypeHint;
import io.weft.api.types.TypeInformation;
import java.util.List;

/**
 * The stream an operator makes, and through it the operator's settings. The setters return this very stream.
 *
 * @param <T> the records
 */
public class SingleOutputStreamOperator<T> extends DataStream<T> {

    private final StreamNode node;

    SingleOutputStreamOperator(StreamExecutionEnvironment environment, StreamNode node) {
        super(environment, List.of(new StreamEdge(node, null, null)));
        this.node = node;
    }

    public String getName() {
        return node.name();
    }

    /** What plans, the UI and logs call the operator. */
    public SingleOutputStreamOperator<T> name(String name) {
        node.setName(name);
        return this;
    }

    /** A longer text for plans and the UI. */
    public SingleOutputStreamOperator<T> setDescription(String description) {
        node.setDescription(description);
        return this;
    }

    /** The name under which the operator's state is found again when the program has changed; unique in the program. */
    public SingleOutputStreamOperator<T> uid(String uid) {
        node.setUid(uid);
        return this;
    }

    /** @throws IllegalArgumentException if the operator can only run once and {@code parallelism} is more */
    public SingleOutputStreamOperator<T> setParallelism(int parallelism) {
        node.setParallelism(parallelism);
        return this;
    }

    /** @param maxParallelism the highest parallelism to which the operator can ever be rescaled, 1 to 32768 */
    public SingleOutputStreamOperator<T> setMaxParallelism(int maxParallelism) {
        node.setMaxParallelism(maxParallelism);
        return this;
    }

    /** The operator runs once, and cannot be set otherwise any more. */
    public SingleOutputStreamOperator<T> forceNonParallel() {
        node.forceNonParallel();
        return this;
    }

    /** @param timeoutMillis how long a record may wait in a partly filled batch; 0 sends each at once, -1 as the environment says */
    public SingleOutputStreamOperator<T> setBufferTimeout(long timeoutMillis) {
        node.setBufferTimeoutMs(timeoutMillis);
        return this;
    }

    /** The operator gets tasks of its own. */
    public SingleOutputStreamOperator<T> disableChaining() {
        node.setChaining(Chaining.NEVER);
        return this;
    }

    /** The operator is not fused with the one before it. */
    public SingleOutputStreamOperator<T> startNewChain() {
        node.setChaining(Chaining.HEAD);
        return this;
    }

    /** Only operators of one group share slots. Unless set, the group is that of the inputs, or {@code default}. */
    public SingleOutputStreamOperator<T> slotSharingGroup(String slotSharingGroup) {
        node.setSlotSharingGroup(slotSharingGroup);
        return this;
    }

    /** Says the type of the records, where it cannot be found out. Use it before other operators are added. */
    public SingleOutputStreamOperator<T> returns(Class<T> typeClass) {
        return returns(TypeInformation.of(typeClass));
    }

    /** As {@link #returns(Class)}, for generic types: {@code returns(new TypeHint<Tuple2<String, Long>>() {})}. */
    public SingleOutputStreamOperator<T> returns(TypeHint<T> typeHint) {
        return returns(typeHint.getTypeInfo());
    }

    /** As {@link #returns(Class)}. */
    public SingleOutputStreamOperator<T> returns(TypeInformation<T> typeInfo) {
        node.setOutputType(typeInfo);
        return this;
    }

    /** What the operator's function sends to the side output. */
    public <X> SideOutputDataStream<X> getSideOutput(OutputTag<X> sideOutputTag) {
        return new SideOutputDataStream<>(
                getExecutionEnvironment(), node, getExecutionEnvironment().clean(sideOutputTag));
    }

    StreamNode node() {
        return node;
    }
}
