package io.weft.runtime.channel;

import io.weft.model.checkpoint.CheckpointBarrier;

/** What travels in a channel, in order. */
public sealed interface Element
        permits RecordBatch, Element.Watermark, Element.Idleness, Element.Barrier, Element.EndOfData {

    /** The timestamp of a record that has none. */
    long NO_TIMESTAMP = Long.MIN_VALUE;

    void accept(Handler handler) throws Exception;

    /** What is done with each kind of element. */
    interface Handler {
        void onBatch(RecordBatch batch) throws Exception;

        void onWatermark(long timestamp) throws Exception;

        void onIdleness(boolean idle) throws Exception;

        void onBarrier(CheckpointBarrier barrier) throws Exception;

        void onEndOfData() throws Exception;
    }

    /** No record with this timestamp or a lower one follows. */
    record Watermark(long timestamp) implements Element {
        @Override
        public void accept(Handler handler) throws Exception {
            handler.onWatermark(timestamp);
        }
    }

    /** The channel's producer has nothing to say for now, so time goes on without it; or it has again. */
    record Idleness(boolean idle) implements Element {
        @Override
        public void accept(Handler handler) throws Exception {
            handler.onIdleness(idle);
        }
    }

    /** What came before belongs to the checkpoint, what follows does not. */
    record Barrier(CheckpointBarrier barrier) implements Element {
        @Override
        public void accept(Handler handler) throws Exception {
            handler.onBarrier(barrier);
        }
    }

    /** Nothing follows. */
    record EndOfData() implements Element {
        @Override
        public void accept(Handler handler) throws Exception {
            handler.onEndOfData();
        }
    }
}
