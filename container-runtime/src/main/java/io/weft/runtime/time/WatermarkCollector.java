package io.weft.runtime.time;

import io.weft.api.eventtime.Watermark;
import io.weft.api.eventtime.WatermarkOutput;
import io.weft.runtime.chain.Rethrow;

/** What a watermark generator emits to. */
public final class WatermarkCollector implements WatermarkOutput {

    private final MergedWatermark.Part part;
    private boolean ended;

    public WatermarkCollector(MergedWatermark.Part part) {
        this.part = part;
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        try {
            part.advance(watermark.getTimestamp());
        } catch (Exception e) {
            throw Rethrow.unchecked(e);
        }
    }

    @Override
    public void markIdle() {
        idleness(true);
    }

    @Override
    public void markActive() {
        idleness(false);
    }

    /** Its records have ended. */
    public void end() throws Exception {
        ended = true;
        part.end();
    }

    public boolean hasEnded() {
        return ended;
    }

    private void idleness(boolean idle) {
        try {
            part.idleness(idle);
        } catch (Exception e) {
            throw Rethrow.unchecked(e);
        }
    }
}
