package io.weft.benchmarks;

import io.weft.api.checkpoint.CheckpointListener;
import io.weft.api.functions.Collector;
import io.weft.api.functions.process.KeyedProcessFunction;
import io.weft.api.functions.rich.OpenContext;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.benchmarks.Records.KV;

/** How many records of its key have come so far. */
final class Counter extends KeyedProcessFunction<Integer, KV, KV> implements CheckpointListener {
    private static final long serialVersionUID = 1L;
    private transient ValueState<Long> seen;

    @Override
    public void open(OpenContext context) {
        seen = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Long.class));
    }

    @Override
    public void processElement(KV record, Context context, Collector<KV> out) throws Exception {
        Long before = seen.value();
        long count = before == null ? 1 : before + 1;
        seen.update(count);
        out.collect(new KV(record.key, count, record.ts));
    }

    @Override
    public void notifyCheckpointComplete(long id) {
        Meter.checkpoint();
    }
}
