package io.weft.runtime.state;

import io.weft.api.serialization.SimpleVersionedSerializer;
import io.weft.api.serialization.basic.PrimitiveArraySerializers;
import io.weft.api.state.ListState;
import io.weft.api.state.ListStateDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A list in an operator's state whose items carry the version of the serializer that wrote them. Owned by the task's thread. */
public final class VersionedList<T> {

    private final ListState<byte[]> items;
    private final SimpleVersionedSerializer<T> serializer;

    public VersionedList(ManagedState state, String name, SimpleVersionedSerializer<T> serializer) throws Exception {
        this.items = state.lists().getListState(new ListStateDescriptor<>(name, PrimitiveArraySerializers.BYTE));
        this.serializer = serializer;
    }

    /** What was restored, or set last. */
    public List<T> get() throws Exception {
        List<T> read = new ArrayList<>();
        for (byte[] item : items.get()) {
            ByteBuffer buffer = ByteBuffer.wrap(item);
            int version = buffer.getInt();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            read.add(serializer.deserialize(version, bytes));
        }
        return read;
    }

    /** What the next checkpoint is to hold. */
    public void set(Collection<? extends T> values) throws Exception {
        List<byte[]> written = new ArrayList<>(values.size());
        for (T value : values) {
            written.add(write(value));
        }
        items.update(written);
    }

    private byte[] write(T value) throws IOException {
        byte[] bytes = serializer.serialize(value);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(serializer.getVersion())
                .put(bytes)
                .array();
    }
}
