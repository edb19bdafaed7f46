package io.weft.api.serialization.basic;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.MutableSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import java.io.IOException;

/** Serializers of arrays of primitives: the length as a var int, then the elements. */
public final class PrimitiveArraySerializers {

    public static final TypeSerializer<boolean[]> BOOLEAN = new BooleanArrays();
    public static final TypeSerializer<byte[]> BYTE = new ByteArrays();
    public static final TypeSerializer<short[]> SHORT = new ShortArrays();
    public static final TypeSerializer<int[]> INT = new IntArrays();
    public static final TypeSerializer<long[]> LONG = new LongArrays();
    public static final TypeSerializer<float[]> FLOAT = new FloatArrays();
    public static final TypeSerializer<double[]> DOUBLE = new DoubleArrays();
    public static final TypeSerializer<char[]> CHAR = new CharArrays();

    private PrimitiveArraySerializers() {}

    private abstract static class Arrays<A> extends MutableSerializer<A> {

        private final int elementBytes;

        Arrays(int elementBytes) {
            this.elementBytes = elementBytes;
        }

        @Override
        public final TypeSerializer<A> duplicate() {
            return this;
        }

        @Override
        public final void copy(DataInputView source, DataOutputView target) throws IOException {
            int length = source.readVarInt();
            target.writeVarInt(length);
            target.write(source, length * elementBytes);
        }

        @Override
        public final TypeSerializerSnapshot<A> snapshotConfiguration() {
            return new BasicSnapshot<>(this);
        }

        @Override
        @SuppressWarnings("EqualsGetClass") // the class is all there is to compare
        public final boolean equals(Object obj) {
            return obj != null && obj.getClass() == getClass();
        }

        @Override
        public final int hashCode() {
            return getClass().hashCode();
        }
    }

    private static final class BooleanArrays extends Arrays<boolean[]> {
        BooleanArrays() {
            super(1);
        }

        @Override
        public boolean[] createInstance() {
            return new boolean[0];
        }

        @Override
        public boolean[] copy(boolean[] from) {
            return from.clone();
        }

        @Override
        public void serialize(boolean[] record, DataOutputView target) throws IOException {
            target.writeVarInt(record.length);
            for (boolean element : record) {
                target.writeBoolean(element);
            }
        }

        @Override
        public boolean[] deserialize(DataInputView source) throws IOException {
            boolean[] result = new boolean[source.readVarInt()];
            for (int i = 0; i < result.length; i++) {
                result[i] = source.readBoolean();
            }
            return result;
        }
    }

    private static final class ByteArrays extends Arrays<byte[]> {
        ByteArrays() {
            super(1);
        }

        @Override
        public byte[] createInstance() {
            return new byte[0];
        }

        @Override
        public byte[] copy(byte[] from) {
            return from.clone();
        }

        @Override
        public void serialize(byte[] record, DataOutputView target) throws IOException {
            target.writeVarInt(record.length);
            target.write(record);
        }

        @Override
        public byte[] deserialize(DataInputView source) throws IOException {
            byte[] result = new byte[source.readVarInt()];
            source.readFully(result);
            return result;
        }
    }

    private static final class ShortArrays extends Arrays<short[]> {
        ShortArrays() {
            super(2);
        }

        @Override
        public short[] createInstance() {
            return new short[0];
        }

        @Override
        public short[] copy(short[] from) {
            return from.clone();
        }

        @Override
        public void serialize(short[] record, DataOutputView target) throws IOException {
            target.writeVarInt(record.length);
            for (short element : record) {
                target.writeShort(element);
            }
        }

        @Override
        public short[] deserialize(DataInputView source) throws IOException {
            short[] result = new short[source.readVarInt()];
            for (int i = 0; i < result.length; i++) {
                result[i] = source.readShort();
            }
            return result;
        }
    }

    private static final class IntArrays extends Arrays<int[]> {
        IntArrays() {
            super(4);
        }

        @Override
        public int[] createInstance() {
            return new int[0];
        }

        @Override
        public int[] copy(int[] from) {
            return from.clone();
        }

        @Override
        public void serialize(int[] record, DataOutputView target) throws IOException {
            target.writeVarInt(record.length);
            for (int element : record) {
                target.writeInt(element);
            }
        }

        @Override
        public int[] deserialize(DataInputView source) throws IOException {
            int[] result = new int[source.readVarInt()];
            for (int i = 0; i < result.length; i++) {
                result[i] = source.readInt();
            }
            return result;
        }
    }

    private static final class LongArrays extends Arrays<long[]> {
        LongArrays() {
            super(8);
        }

        @Override
        public long[] createInstance() {
            return new long[0];
        }

        @Override
        public long[] copy(long[] from) {
            return from.clone();
        }

        @Override
        public void serialize(long[] record, DataOutputView target) throws IOException {
            target.writeVarInt(record.length);
            for (long element : record) {
                target.writeLong(element);
            }
        }

        @Override
        public long[] deserialize(DataInputView source) throws IOException {
            long[] result = new long[source.readVarInt()];
            for (int i = 0; i < result.length; i++) {
                result[i] = source.readLong();
            }
            return result;
        }
    }

    private static final class FloatArrays extends Arrays<float[]> {
        FloatArrays() {
            super(4);
        }

        @Override
        public float[] createInstance() {
            return new float[0];
        }

        @Override
        public float[] copy(float[] from) {
            return from.clone();
        }

        @Override
        public void serialize(float[] record, DataOutputView target) throws IOException {
            target.writeVarInt(record.length);
            for (float element : record) {
                target.writeFloat(element);
            }
        }

        @Override
        public float[] deserialize(DataInputView source) throws IOException {
            float[] result = new float[source.readVarInt()];
            for (int i = 0; i < result.length; i++) {
                result[i] = source.readFloat();
            }
            return result;
        }
    }

    private static final class DoubleArrays extends Arrays<double[]> {
        DoubleArrays() {
            super(8);
        }

        @Override
        public double[] createInstance() {
            return new double[0];
        }

        @Override
        public double[] copy(double[] from) {
            return from.clone();
        }

        @Override
        public void serialize(double[] record, DataOutputView target) throws IOException {
            target.writeVarInt(record.length);
            for (double element : record) {
                target.writeDouble(element);
            }
        }

        @Override
        public double[] deserialize(DataInputView source) throws IOException {
            double[] result = new double[source.readVarInt()];
            for (int i = 0; i < result.length; i++) {
                result[i] = source.readDouble();
            }
            return result;
        }
    }

    private static final class CharArrays extends Arrays<char[]> {
        CharArrays() {
            super(2);
        }

        @Override
        public char[] createInstance() {
            return new char[0];
        }

        @Override
        public char[] copy(char[] from) {
            return from.clone();
        }

        @Override
        public void serialize(char[] record, DataOutputView target) throws IOException {
            target.writeVarInt(record.length);
            for (char element : record) {
                target.writeChar(element);
            }
        }

        @Override
        public char[] deserialize(DataInputView source) throws IOException {
            char[] result = new char[source.readVarInt()];
            for (int i = 0; i < result.length; i++) {
                result[i] = source.readChar();
            }
            return result;
        }
    }
}
