package io.weft.api.serialization.basic;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import java.io.IOException;

/** 2 bytes. */
public final class CharSerializer extends BasicSerializer<Character> {

    public static final CharSerializer INSTANCE = new CharSerializer();

    @Override
    public Character createInstance() {
        return '\0';
    }

    @Override
    public int getLength() {
        return 2;
    }

    @Override
    public void serialize(Character record, DataOutputView target) throws IOException {
        target.writeChar(record);
    }

    @Override
    public Character deserialize(DataInputView source) throws IOException {
        return source.readChar();
    }
}
