package io.weft.runtime.network;

import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.runtime.channel.Element;

/**
 * What a frame of data says about its bytes.
 *
 * @param stamped whether each record that starts or ends here has its timestamp in front, in 8 bytes
 * @param recordsEnding how many records end here; the last one may go on in the next segment, and is not counted then
 * @param control what follows behind the records
 * @param value the watermark or the checkpoint's id, if one of these follows, else of no meaning
 * @param time when the checkpoint was triggered, in ms since the epoch, if a barrier follows, else of no meaning
 */
record SegmentHead(boolean stamped, int recordsEnding, Control control, long value, long time) {

    /** More of them end a segment even if it has room: records may have no bytes at all. */
    static final int MAX_RECORDS = 32 * 1024;

    /** What stands behind the last record. */
    enum Control {
        NOTHING(0),
        WATERMARK(1),
        IDLE(2),
        ACTIVE(3),
        END_OF_DATA(4),
        CHECKPOINT(5),
        SAVEPOINT(6),
        STOP(7),
        DRAIN(8);

        private final int code;

        Control(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        /** The barrier of such a checkpoint. */
        static Control of(CheckpointKind kind) {
            return switch (kind) {
                case CHECKPOINT -> CHECKPOINT;
                case SAVEPOINT -> SAVEPOINT;
                case STOP -> STOP;
                case DRAIN -> DRAIN;
            };
        }
    }

    private static final int STAMPED = 1;
    private static final Control[] CONTROLS = Control.values();

    /** What the element is on the wire. */
    static SegmentHead before(Element control, boolean stamped, int recordsEnding) {
        if (control instanceof Element.Watermark watermark) {
            return new SegmentHead(stamped, recordsEnding, Control.WATERMARK, watermark.timestamp(), 0);
        }
        if (control instanceof Element.Idleness idleness) {
            return new SegmentHead(stamped, recordsEnding, idleness.idle() ? Control.IDLE : Control.ACTIVE, 0, 0);
        }
        if (control instanceof Element.Barrier element) {
            CheckpointBarrier barrier = element.barrier();
            Control kind = Control.of(barrier.kind());
            return new SegmentHead(stamped, recordsEnding, kind, barrier.checkpoint(), barrier.triggeredMs());
        }
        if (control instanceof Element.EndOfData) {
            return new SegmentHead(stamped, recordsEnding, Control.END_OF_DATA, 0, 0);
        }
        throw new IllegalArgumentException("Not an element that stands behind records: " + control);
    }

    /** The element behind the records, or null. */
    Element element() {
        return switch (control) {
            case NOTHING -> null;
            case WATERMARK -> new Element.Watermark(value);
            case IDLE -> new Element.Idleness(true);
            case ACTIVE -> new Element.Idleness(false);
            case END_OF_DATA -> new Element.EndOfData();
            case CHECKPOINT -> barrier(CheckpointKind.CHECKPOINT);
            case SAVEPOINT -> barrier(CheckpointKind.SAVEPOINT);
            case STOP -> barrier(CheckpointKind.STOP);
            case DRAIN -> barrier(CheckpointKind.DRAIN);
        };
    }

    private Element barrier(CheckpointKind kind) {
        return new Element.Barrier(new CheckpointBarrier(value, time, kind));
    }

    byte flags() {
        return (byte) (control.code << 1 | (stamped ? STAMPED : 0));
    }

    /** @throws MalformedFrameException if no sender writes that */
    static SegmentHead read(int flags, int recordsEnding, long value, long time) throws MalformedFrameException {
        for (Control control : CONTROLS) {
            if (control.code == flags >> 1 && recordsEnding >= 0 && recordsEnding <= MAX_RECORDS) {
                return new SegmentHead((flags & STAMPED) != 0, recordsEnding, control, value, time);
            }
        }
        throw new MalformedFrameException("a segment with flags " + flags + " and " + recordsEnding + " records");
    }
}
