package io.weft.testjobs;

import io.weft.api.source.SourceFunction;

/** A number every 20 ms, up to a limit. */
final class Ticks implements SourceFunction<Long> {
    private static final long serialVersionUID = 1;
    private static final long PAUSE_MS = 20;

    private final long limit;
    private volatile boolean running = true;

    Ticks(long limit) {
        this.limit = limit;
    }

    @Override
    public void run(SourceContext<Long> context) throws Exception {
        for (long number = 1; running && number <= limit; number++) {
            context.collect(number);
            Thread.sleep(PAUSE_MS);
        }
    }

    @Override
    public void cancel() {
        running = false;
    }
}
