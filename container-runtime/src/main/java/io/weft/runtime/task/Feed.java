package io.weft.runtime.task;

import io.weft.runtime.chain.Operator;
import io.weft.runtime.chain.Receiver;
import io.weft.runtime.channel.Element;
import io.weft.runtime.channel.RecordBatch;

/** Calls the head of a chain with the records of a batch: the loop that the compiler inlines the whole chain into. */
interface Feed {

    void feed(RecordBatch batch, int from, int to) throws Exception;

    /** Into the first input, or the only one. */
    final class First implements Feed {
        private final Receiver head;

        First(Receiver head) {
            this.head = head;
        }

        @Override
        public void feed(RecordBatch batch, int from, int to) throws Exception {
            Object[] records = batch.records;
            long[] timestamps = batch.timestamps;
            for (int i = from; i < to; i++) {
                head.process(records[i], timestamps == null ? Element.NO_TIMESTAMP : timestamps[i]);
            }
        }
    }

    /** Into the second input. */
    final class Second implements Feed {
        private final Operator.SecondInput head;

        Second(Operator.SecondInput head) {
            this.head = head;
        }

        @Override
        public void feed(RecordBatch batch, int from, int to) throws Exception {
            Object[] records = batch.records;
            long[] timestamps = batch.timestamps;
            for (int i = from; i < to; i++) {
                head.processSecond(records[i], timestamps == null ? Element.NO_TIMESTAMP : timestamps[i]);
            }
        }
    }
}
