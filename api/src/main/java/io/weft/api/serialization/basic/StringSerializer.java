package io.weft.api.serialization.basic;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.TextFormat;
import java.io.IOException;

/** A byte a character, or two where the text has characters above 255; null is possible. */
public final class StringSerializer extends BasicSerializer<String> {

    public static final StringSerializer INSTANCE = new StringSerializer();

    @Override
    public String createInstance() {
        return "";
    }

    @Override
    public void serialize(String record, DataOutputView target) throws IOException {
        target.writeText(record);
    }

    @Override
    public String deserialize(DataInputView source) throws IOException {
        return source.readText();
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int head = source.readVarInt();
        target.writeVarInt(head);
        target.write(source, TextFormat.sizeBytes(head));
    }
}
