package io.weft.runtime.operator;

import io.weft.api.eventtime.WatermarkStrategy;
import io.weft.api.functions.FilterFunction;
import io.weft.api.functions.FlatMapFunction;
import io.weft.api.functions.KeySelector;
import io.weft.api.functions.MapFunction;
import io.weft.api.functions.ReduceFunction;
import io.weft.api.functions.co.CoFlatMapFunction;
import io.weft.api.functions.co.CoMapFunction;
import io.weft.api.functions.co.CoProcessFunction;
import io.weft.api.functions.process.ProcessFunction;
import io.weft.api.plan.OperatorSpec;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.struct.StructSerializer;
import io.weft.api.sink.Sink;
import io.weft.api.sink.SinkFunction;
import io.weft.model.graph.VertexProgram.Input;
import io.weft.model.graph.VertexProgram.OperatorNode;
import io.weft.runtime.hot.ClassCopies;
import java.util.List;

/** Makes the running operator of a node, of a class of its own. Sources are made elsewhere, for they drive their chain. */
@SuppressWarnings("unchecked") // inside the engine records are objects; the API has checked the types
public final class Operators {

    private Operators() {}

    /** @param copies of the operator's place in its chain */
    public static Operator create(OperatorNode node, OperatorContext context, ClassCopies copies) {
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
        } else if (spec instanceof OperatorSpec.KeyedReduce<?> reduce) {
            return keyedReduce(reduce, node, context, copies);
        } else if (spec instanceof OperatorSpec.FullWindowReduce<?> reduce) {
            Folds folds = folds(reduce.function(), node.inputs().get(0), context, copies);
            return copies.create(Operator.class, FullWindowReduceOperator.class, context, reduce.function(), folds);
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
        } else if (spec instanceof OperatorSpec.ToSink<?> toSink) {
            var sinkContext =
                    new SinkContext(context.runtime(), node.inputs().get(0).type());
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
            OperatorSpec.KeyedReduce<?> reduce, OperatorNode node, OperatorContext context, ClassCopies copies) {
        Input input = node.inputs().get(0);
        Folds folds = folds(reduce.function(), input, context, copies);
        // What only channels read is copied or serialized by them.
        boolean readHere = !node.chained().isEmpty();
        boolean asTheyAre = context.runtime().isObjectReuseEnabled() || isFlat(serializer(input, context));
        TypeSerializer<Object> copier = readHere && !asTheyAre ? copier(input, context) : null;
        return copies.create(Operator.class, KeyedReduceOperator.class, context, reduce.function(), folds, copier);
    }

    private static Folds folds(ReduceFunction<?> reduce, Input input, OperatorContext context, ClassCopies copies) {
        var function = (ReduceFunction<Object>) reduce;
        var keySelector = (KeySelector<Object, Object>) input.keySelector();
        TypeSerializer<Object> serializer = serializer(input, context);
        return isFlat(serializer)
                ? copies.create(Folds.class, Folds.Overwritten.class, function, keySelector, serializer)
                : copies.create(Folds.class, Folds.Kept.class, function, keySelector);
    }

    private static boolean isFlat(TypeSerializer<?> serializer) {
        return serializer instanceof StructSerializer<?> struct
                && struct.layout().isFlat();
    }

    private static TypeSerializer<Object> copier(Input input, OperatorContext context) {
        TypeSerializer<Object> serializer = serializer(input, context);
        return serializer.isImmutableType() ? null : serializer;
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
