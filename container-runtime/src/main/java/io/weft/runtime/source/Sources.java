package io.weft.runtime.source;

import io.weft.api.plan.OperatorSpec;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.source.ReaderOutput;
import io.weft.api.source.Source;
import io.weft.api.source.SourceFunction;
import io.weft.api.source.SourceSplit;
import io.weft.model.graph.VertexProgram.OperatorNode;
import io.weft.runtime.hot.ClassCopies;
import io.weft.runtime.time.EventTime;
import java.util.Optional;

/** Makes the heads of source vertices. */
@SuppressWarnings("unchecked") // inside the engine records are objects; the API has checked the types
public final class Sources {

    private Sources() {}

    /** Whether the node makes its own records. */
    public static boolean isSource(OperatorNode node) {
        return node.spec() instanceof OperatorSpec.FromSource<?>
                || node.spec() instanceof OperatorSpec.FromSourceFunction<?>;
    }

    /** The source whose splits an enumerator hands out, if the node is one. */
    public static Optional<Source<?, ?, ?>> splitSource(OperatorNode node) {
        return node.spec() instanceof OperatorSpec.FromSource<?> from ? Optional.of(from.source()) : Optional.empty();
    }

    /** @param copies of the source's place in its chain */
    public static SourceHead create(OperatorNode node, SourceContext context, ClassCopies copies) {
        if (node.spec() instanceof OperatorSpec.FromSourceFunction<?> from) {
            var serializer =
                    (TypeSerializer<Object>) context.operator().runtime().createSerializer(node.outputType());
            boolean objectReuse = context.operator().runtime().isObjectReuseEnabled();
            return new FunctionSourceHead((SourceFunction<Object>) from.function(), context, serializer, objectReuse);
        }
        var from = (OperatorSpec.FromSource<Object>) node.spec();
        EventTime eventTime = new EventTime(from.watermarks(), context.operator());
        RecordCount count = new RecordCount();
        var output = (ReaderOutput<Object>) copies.create(
                ReaderOutput.class,
                SplitOutputs.class,
                context.operator().outputs().main(),
                eventTime,
                copies,
                count);
        var loop = copies.create(SplitSourceHead.PollLoop.class, ReaderPollLoop.class);
        return new SplitSourceHead((Source<Object, SourceSplit, ?>) from.source(), context, output, count, loop);
    }
}
