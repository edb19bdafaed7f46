package io.weft.runtime.operator;

import io.weft.api.functions.KeySelector;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.runtime.chain.Operator;
import io.weft.state.KeyedStateBackend;

/** Tells an operator's state which key a record belongs to before the operator gets it. Copied per place. */
final class KeyedOperator implements Operator, Operator.SecondInput {

    private final Operator operator;
    private final SecondInput second;
    private final KeyedStateBackend state;
    private final KeySelector<Object, Object> firstKey;
    private final KeySelector<Object, Object> secondKey;

    /** @param secondKey null if the operator has one input */
    KeyedOperator(
            Operator operator,
            KeyedStateBackend state,
            KeySelector<Object, Object> firstKey,
            KeySelector<Object, Object> secondKey) {
        this.operator = operator;
        this.second = secondKey == null ? null : (SecondInput) operator;
        this.state = state;
        this.firstKey = firstKey;
        this.secondKey = secondKey;
    }

    @Override
    public void process(Object record, long timestamp) throws Exception {
        state.setCurrentKey(firstKey.getKey(record));
        operator.process(record, timestamp);
    }

    @Override
    public void processSecond(Object record, long timestamp) throws Exception {
        state.setCurrentKey(secondKey.getKey(record));
        second.processSecond(record, timestamp);
    }

    @Override
    public void watermark(long timestamp) throws Exception {
        operator.watermark(timestamp);
    }

    @Override
    public void idleness(boolean idle) throws Exception {
        operator.idleness(idle);
    }

    @Override
    public void endOfInput() throws Exception {
        operator.endOfInput();
    }

    @Override
    public void open() throws Exception {
        operator.open();
        state.endRestore();
    }

    @Override
    public void beforeBarrier(CheckpointBarrier barrier) throws Exception {
        operator.beforeBarrier(barrier);
    }

    @Override
    public void snapshot(CheckpointBarrier barrier) throws Exception {
        operator.snapshot(barrier);
    }

    @Override
    public void checkpointCompleted(long checkpoint) throws Exception {
        operator.checkpointCompleted(checkpoint);
    }

    @Override
    public void checkpointAborted(long checkpoint) throws Exception {
        operator.checkpointAborted(checkpoint);
    }

    @Override
    public void dispose() throws Exception {
        operator.dispose();
    }
}
