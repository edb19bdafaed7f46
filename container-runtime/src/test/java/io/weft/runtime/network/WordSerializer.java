package io.weft.runtime.network;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.ScopedSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes a word once in each scope, and its number from then on. */
final class WordSerializer extends TypeSerializer<String> implements ScopedSerializer {

    private static final long serialVersionUID = 1L;

    private final ArrayList<String> known = new ArrayList<>();

    @Override
    public void startScope() {
        known.clear();
    }

    @Override
    public void serialize(String record, DataOutputView target) throws IOException {
        int number = known.indexOf(record);
        target.writeVarInt(number + 1);
        if (number < 0) {
            target.writeText(record);
            known.add(record);
        }
    }

    @Override
    public String deserialize(DataInputView source) throws IOException {
        int number = source.readVarInt();
        if (number > 0) {
            return known.get(number - 1);
        }
        known.add(source.readText());
        return known.get(known.size() - 1);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<String> duplicate() {
        return new WordSerializer();
    }

    @Override
    public String createInstance() {
        return "";
    }

    @Override
    public String copy(String from) {
        return from;
    }

    @Override
    public String copy(String from, String reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public String deserialize(String reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<String> snapshotConfiguration() {
        throw new UnsupportedOperationException("Only for records on their way");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WordSerializer;
    }

    @Override
    public int hashCode() {
        return List.of().hashCode();
    }
}
