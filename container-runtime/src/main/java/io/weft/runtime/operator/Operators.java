package io.weft.runtime.operator;

import io.weft.api.checkpoint.CheckpointedFunction;
import io.weft.api.eventtime.WatermarkStrategy;
import io.weft.api.functions.FilterFunction;
import io.weft.api.functions.FlatMapFunction;
import io.weft.api.functions.KeySelector;
import io.weft.api.functions.MapFunction;
import io.weft.api.functions.ReduceFunction;
import io.weft.api.functions.co.CoFlatMapFunction;
import io.weft.api.functions.co.CoMapFunction;
import io.weft.api.functions.co.CoProcessFunction;
import io.weft.api.functions.co.KeyedCoProcessFunction;
import io.weft.api.functions.process.KeyedProcessFunction;
import io.weft.api.functions.process.ProcessFunction;
import io.weft.api.functions.rich.RichFunction;
import io.weft.api.plan.OperatorSpec;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.sink.Sink;
import io.weft.api.sink.SinkFunction;
import io.weft.api.state.ReducingStateDescriptor;
import io.weft.model.graph.VertexProgram.Input;
import io.weft.model.graph.VertexProgram.OperatorNode;
import io.weft.runtime.chain.Discard;
import io.weft.runtime.chain.FanOut;
import io.weft.runtime.chain.Operator;
import io.weft.runtime.chain.OperatorContext;
import io.weft.runtime.chain.Receiver;
import io.weft.runtime.hot.ClassCopies;
import io.weft.runtime.sink.SinkContext;
import io.weft.runtime.sink.SinkFunctionOperator;
import io.weft.runtime.sink.SinkOperator;
import io.weft.runtime.time.AssignTimestampsOperator;
import io.weft.runtime.time.EventTime;
import io.weft.state.FoldingState;
import io.weft.state.KeyedStateBackend;
import java.util.List;

/** Makes the running operator of a node, of a class of its own. Sources are made elsewhere, for they drive their chain. */
@SuppressWarnings("unchecked") // inside the engine records are objects; the API has checked the types
public final class Operators {

    private Operators() {}

    /**
     * Whether the operator keeps state for the keys of its input. Functions that can't ask for state have none, and then their records'
     * keys need not be known.
     */
    public static boolean hasKeyedState(OperatorNode node) {
        boolean keyed = node.inputs().stream().allMatch(input -> input.keySelector() != null);
        OperatorSpec spec = node.spec();
        boolean always =
                spec instanceof OperatorSpec.KeyedReduce<?> || spec instanceof OperatorSpec.FullWindowReduce<?>;
        return keyed
                && !node.inputs().isEmpty()
                && (always
                        || spec.function() instanceof RichFunction
                        || spec.function() instanceof CheckpointedFunction);
    }

    /** @param copies of the operator's place in its chain */
    public static Operator create(OperatorNode node, OperatorContext context, ClassCopies copies) throws Exception {
        Operator operator = oneInput(node, context, copies);
        KeyedStateBackend keyed = context.state().keyed();
        if (keyed == null) {
            return operator;
        }
        var first = (KeySelector<Object, Object>) node.inputs().get(0).keySelector();
        var second = node.inputs().size() < 2
                ? null
                : (KeySelector<Object, Object>) node.inputs().get(1).keySelector();
        return copies.create(Operator.class, KeyedOperator.class, operator, keyed, first, second);
    }

    private static Operator oneInput(OperatorNode node, OperatorContext context, ClassCopies copies) throws Exception {
        OperatorSpec spec = node.spec();
        if (spec instanceof OperatorSpec.Map<?, ?> map) {
            var function = (MapFunction<Object, Object>) map.function();
            return copies.create(Operator.class, MapOperator.class, context, function);
        } else if (spec instanceof OperatorSpec.FlatMap<?, ?> flatMap) {
            var function = (FlatMapFunction<Object, Object>) flatMap.function();
            return copies.create(Operator.class, FlatMapOperator.class, context, function);
        } else if (spec instanceof OperatorSpec.Filter<?> filter) {
            var function = (FilterFunction<Object>) filter.function();
            return copies.create(Operator.class, FilterOperator.class, context, function);
        } else if (spec instanceof OperatorSpec.Process<?, ?> process) {
            var function = (ProcessFunction<Object, Object>) process.function();
            return copies.create(Operator.class, ProcessOperator.class, context, function);
        } else if (spec instanceof OperatorSpec.KeyedProcess<?, ?, ?> process) {
            var function = (KeyedProcessFunction<Object, Object, Object>) process.function();
            return copies.create(Operator.class, KeyedProcessOperator.class, context, function);
        } else if (spec instanceof OperatorSpec.KeyedReduce<?> reduce) {
            return keyedReduce(reduce, node, context, copies);
        } else if (spec instanceof OperatorSpec.FullWindowReduce<?> reduce) {
            var folds = folds(reduce.function(), node.inputs().get(0), context);
            var state = context.state().keyed().state(folds);
            return copies.create(
                    Operator.class, FullWindowReduceOperator.class, context, reduce.function(), folds, state);
        } else if (spec instanceof OperatorSpec.AssignTimestamps<?> assign) {
            var eventTime = new EventTime((WatermarkStrategy<Object>) assign.watermarks(), context);
            return copies.create(Operator.class, AssignTimestampsOperator.class, context, eventTime);
        }
        return twoInputsOrSink(node, context, copies);
    }

    private static Operator twoInputsOrSink(OperatorNode node, OperatorContext context, ClassCopies copies) {
        OperatorSpec spec = node.spec();
        if (spec instanceof OperatorSpec.CoMap<?, ?, ?> map) {
            var function = (CoMapFunction<Object, Object, Object>) map.function();
            return copies.create(Operator.class, CoMapOperator.class, context, function);
        } else if (spec instanceof OperatorSpec.CoFlatMap<?, ?, ?> flatMap) {
            var function = (CoFlatMapFunction<Object, Object, Object>) flatMap.function();
            return copies.create(Operator.class, CoFlatMapOperator.class, context, function);
        } else if (spec instanceof OperatorSpec.CoProcess<?, ?, ?> process) {
            var function = (CoProcessFunction<Object, Object, Object>) process.function();
            return copies.create(Operator.class, CoProcessOperator.class, context, function);
        } else if (spec instanceof OperatorSpec.KeyedCoProcess<?, ?, ?, ?> process) {
            var function = (KeyedCoProcessFunction<Object, Object, Object, Object>) process.function();
            return copies.create(Operator.class, KeyedCoProcessOperator.class, context, function);
        } else if (spec instanceof OperatorSpec.ToSink<?> toSink) {
            var sinkContext = new SinkContext(
                    context.runtime(),
                    node.inputs().get(0).type(),
                    context.state().restoredCheckpoint());
            return copies.create(
                    Operator.class, SinkOperator.class, context, (Sink<Object>) toSink.sink(), sinkContext);
        } else if (spec instanceof OperatorSpec.ToSinkFunction<?> toFunction) {
            var function = (SinkFunction<Object>) toFunction.function();
            return copies.create(Operator.class, SinkFunctionOperator.class, context, function);
        }
        throw new IllegalArgumentException("Operator '" + node.name() + "' of kind "
                + spec.getClass().getSimpleName() + " cannot follow another operator");
    }

    private static Operator keyedReduce(
            OperatorSpec.KeyedReduce<?> reduce, OperatorNode node, OperatorContext context, ClassCopies copies)
            throws Exception {
        Input input = node.inputs().get(0);
        var folds = (FoldingState<Object>) context.state().keyed().state(folds(reduce.function(), input, context));
        // What only channels read is copied or serialized by them.
        boolean readHere = !node.chained().isEmpty();
        boolean asTheyAre = context.runtime().isObjectReuseEnabled() || !folds.keepsAnswer();
        TypeSerializer<Object> serializer = serializer(input, context);
        TypeSerializer<Object> copier = readHere && !asTheyAre && !serializer.isImmutableType() ? serializer : null;
        return copies.create(Operator.class, KeyedReduceOperator.class, context, reduce.function(), folds, copier);
    }

    private static ReducingStateDescriptor<Object> folds(
            ReduceFunction<?> reduce, Input input, OperatorContext context) {
        return new ReducingStateDescriptor<>("_op_state", (ReduceFunction<Object>) reduce, serializer(input, context));
    }

    private static TypeSerializer<Object> serializer(Input input, OperatorContext context) {
        return (TypeSerializer<Object>) context.runtime().createSerializer(input.type());
    }

    /** A receiver that hands everything to all the given ones. Those that keep no record after the call come first. */
    public static Receiver fanOut(
            List<Receiver> keepNothing, List<Receiver> others, TypeSerializer<Object> copier, ClassCopies copies) {
        if (keepNothing.isEmpty() && others.isEmpty()) {
            return new Discard();
        }
        Receiver tail = others.isEmpty() ? null : others.get(others.size() - 1);
        int number = 0;
        for (int i = others.size() - 2; i >= 0; i--) {
            tail = copies.at("fan-out " + number++).create(Receiver.class, FanOut.class, others.get(i), tail, copier);
        }
        for (Receiver receiver : keepNothing) {
            tail = tail == null
                    ? receiver
                    : copies.at("fan-out " + number++).create(Receiver.class, FanOut.class, receiver, tail, null);
        }
        return tail;
    }
}
