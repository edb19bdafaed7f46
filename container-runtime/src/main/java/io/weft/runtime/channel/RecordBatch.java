package io.weft.runtime.channel;

/**
 * Records on their way from one thread to another. Once handed over it belongs to the receiver. Batches are not recycled: their arrays
 * are 4 bytes a record of young heap, and storing young records into an array that has grown old costs the collector's barriers more.
 */
public final class RecordBatch implements Element {

    public static final RecordBatch EMPTY = new RecordBatch(new Object[0], null, 0);

    /** The records, from 0 to {@link #size}. */
    public final Object[] records;

    /** The records' timestamps beside them, or null while no record has one. */
    public final long[] timestamps;

    public final int size;

    public RecordBatch(Object[] records, long[] timestamps, int size) {
        this.records = records;
        this.timestamps = timestamps;
        this.size = size;
    }

    @Override
    public void accept(Handler handler) throws Exception {
        handler.onBatch(this);
    }
}
