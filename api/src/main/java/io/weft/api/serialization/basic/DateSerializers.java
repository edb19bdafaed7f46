package io.weft.api.serialization.basic;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.Date;

/** Serializers of the older date classes, which are mutable: their milliseconds, and a timestamp's nanoseconds. */
@SuppressWarnings("JavaUtilDate") // users have such fields
public final class DateSerializers {

    public static final TypeSerializer<Date> DATE = new DateSerializer();
    public static final TypeSerializer<java.sql.Date> SQL_DATE = new SqlDateSerializer();
    public static final TypeSerializer<java.sql.Time> SQL_TIME = new SqlTimeSerializer();
    public static final TypeSerializer<java.sql.Timestamp> SQL_TIMESTAMP = new SqlTimestampSerializer();

    private DateSerializers() {}

    private abstract static class MillisSerializer<T extends Date> extends TypeSerializer<T> {

        abstract T of(long millis);

        @Override
        public final boolean isImmutableType() {
            return false;
        }

        @Override
        public final TypeSerializer<T> duplicate() {
            return this;
        }

        @Override
        public final T createInstance() {
            return of(0);
        }

        @Override
        public T copy(T from) {
            return of(from.getTime());
        }

        @Override
        public final T copy(T from, T reuse) {
            return copy(from);
        }

        @Override
        public int getLength() {
            return Long.BYTES;
        }

        @Override
        public void serialize(T record, DataOutputView target) throws IOException {
            target.writeLong(record.getTime());
        }

        @Override
        public T deserialize(DataInputView source) throws IOException {
            return of(source.readLong());
        }

        @Override
        public final T deserialize(T reuse, DataInputView source) throws IOException {
            return deserialize(source);
        }

        @Override
        public final void copy(DataInputView source, DataOutputView target) throws IOException {
            target.write(source, getLength());
        }

        @Override
        public final TypeSerializerSnapshot<T> snapshotConfiguration() {
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

    private static final class DateSerializer extends MillisSerializer<Date> {
        @Override
        Date of(long millis) {
            return new Date(millis);
        }
    }

    private static final class SqlDateSerializer extends MillisSerializer<java.sql.Date> {
        @Override
        java.sql.Date of(long millis) {
            return new java.sql.Date(millis);
        }
    }

    private static final class SqlTimeSerializer extends MillisSerializer<java.sql.Time> {
        @Override
        java.sql.Time of(long millis) {
            return new java.sql.Time(millis);
        }
    }

    private static final class SqlTimestampSerializer extends MillisSerializer<java.sql.Timestamp> {
        @Override
        java.sql.Timestamp of(long millis) {
            return new java.sql.Timestamp(millis);
        }

        @Override
        public java.sql.Timestamp copy(java.sql.Timestamp from) {
            return withNanos(from.getTime(), from.getNanos());
        }

        @Override
        public int getLength() {
            return Long.BYTES + Integer.BYTES;
        }

        @Override
        public void serialize(java.sql.Timestamp record, DataOutputView target) throws IOException {
            target.writeLong(record.getTime());
            target.writeInt(record.getNanos());
        }

        @Override
        public java.sql.Timestamp deserialize(DataInputView source) throws IOException {
            long millis = source.readLong();
            return withNanos(millis, source.readInt());
        }

        private static java.sql.Timestamp withNanos(long millis, int nanos) {
            java.sql.Timestamp timestamp = new java.sql.Timestamp(millis);
            timestamp.setNanos(nanos);
            return timestamp;
        }
    }
}
