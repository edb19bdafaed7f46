package io.weft.runtime.time;

import io.weft.runtime.chain.Receiver;
import java.util.ArrayList;
import java.util.List;

/** Event time where several inputs meet: the lowest watermark of those that are not idle. Owned by the task's thread. */
public final class MergedWatermark {

    private final Receiver receiver;
    private final List<Part> parts = new ArrayList<>();
    private long watermark = Long.MIN_VALUE;
    private boolean idle;

    public MergedWatermark(Receiver receiver) {
        this.receiver = receiver;
    }

    /** What was handed on last. */
    public long watermark() {
        return watermark;
    }

    /** One more input, which holds back the others until it has a watermark or is idle. */
    public Part add() {
        Part part = new Part();
        parts.add(part);
        return part;
    }

    /** One input. */
    public final class Part {
        private long reached = Long.MIN_VALUE;
        private boolean idle;

        private Part() {}

        /** Its time has come this far; it is not idle. */
        public void advance(long timestamp) throws Exception {
            reached = Math.max(reached, timestamp);
            idle = false;
            merge();
        }

        public void idleness(boolean nowIdle) throws Exception {
            if (idle != nowIdle) {
                idle = nowIdle;
                merge();
            }
        }

        /** It has ended and holds nobody back any more. */
        public void end() throws Exception {
            parts.remove(this);
            if (!parts.isEmpty()) {
                merge();
            }
        }
    }

    private void merge() throws Exception {
        long lowest = Long.MAX_VALUE;
        boolean anyActive = false;
        for (Part part : parts) {
            if (!part.idle) {
                anyActive = true;
                lowest = Math.min(lowest, part.reached);
            }
        }
        if (anyActive && lowest > watermark) {
            watermark = lowest;
            receiver.watermark(lowest);
        }
        if (idle == anyActive) {
            idle = !anyActive;
            receiver.idleness(idle);
        }
    }
}
