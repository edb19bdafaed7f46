package io.weft.runtime.chain;

import io.weft.api.functions.Function;
import io.weft.api.functions.rich.OpenContext;
import io.weft.api.functions.rich.RichFunction;
import io.weft.model.checkpoint.CheckpointBarrier;
import java.util.List;

/** The part that operators around a user's function share: its lifecycle, and passing events on. */
public abstract class FunctionOperator implements Operator {

    private static final OpenContext OPEN_CONTEXT = new OpenContext() {};

    /** The main output. */
    protected final Receiver next;

    protected final OperatorContext context;
    private final Function function;
    private final FunctionCheckpoints checkpoints;
    private final List<Receiver> outputs;

    /** @param function the user's, or null if there is none with a lifecycle */
    protected FunctionOperator(OperatorContext context, Function function) {
        this.context = context;
        this.function = function;
        this.checkpoints = new FunctionCheckpoints(function, context);
        this.next = context.outputs().main();
        this.outputs = context.outputs().all();
    }

    @Override
    public void open() throws Exception {
        if (function instanceof RichFunction rich) {
            rich.setRuntimeContext(context.runtime());
        }
        checkpoints.initialize();
        if (function instanceof RichFunction rich) {
            rich.open(OPEN_CONTEXT);
        }
    }

    @Override
    public void snapshot(CheckpointBarrier barrier) throws Exception {
        checkpoints.snapshot(barrier);
    }

    @Override
    public void checkpointCompleted(long checkpoint) throws Exception {
        checkpoints.completed(checkpoint);
    }

    @Override
    public void checkpointAborted(long checkpoint) throws Exception {
        checkpoints.aborted(checkpoint);
    }

    @Override
    public void watermark(long timestamp) throws Exception {
        for (Receiver output : outputs) {
            output.watermark(timestamp);
        }
    }

    @Override
    public void idleness(boolean idle) throws Exception {
        for (Receiver output : outputs) {
            output.idleness(idle);
        }
    }

    @Override
    public void endOfInput() throws Exception {
        for (Receiver output : outputs) {
            output.endOfInput();
        }
    }

    @Override
    public void dispose() throws Exception {
        if (function instanceof RichFunction rich) {
            rich.close();
        }
    }
}
