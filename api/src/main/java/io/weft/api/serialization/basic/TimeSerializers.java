package io.weft.api.serialization.basic;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.ImmutableSerializer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Serializers of {@code java.time}. */
public final class TimeSerializers {

    public static final ImmutableSerializer<Instant> INSTANT = new InstantSerializer();
    public static final ImmutableSerializer<Duration> DURATION = new DurationSerializer();
    public static final ImmutableSerializer<LocalDate> LOCAL_DATE = new LocalDateSerializer();
    public static final ImmutableSerializer<LocalTime> LOCAL_TIME = new LocalTimeSerializer();
    public static final ImmutableSerializer<LocalDateTime> LOCAL_DATE_TIME = new LocalDateTimeSerializer();
    public static final ImmutableSerializer<OffsetDateTime> OFFSET_DATE_TIME = new OffsetDateTimeSerializer();
    public static final ImmutableSerializer<ZonedDateTime> ZONED_DATE_TIME = new ZonedDateTimeSerializer();
    public static final ImmutableSerializer<Period> PERIOD = new PeriodSerializer();

    private TimeSerializers() {}

    private static final class InstantSerializer extends BasicSerializer<Instant> {
        @Override
        public Instant createInstance() {
            return Instant.EPOCH;
        }

        @Override
        public int getLength() {
            return 12;
        }

        @Override
        public void serialize(Instant record, DataOutputView target) throws IOException {
            target.writeLong(record.getEpochSecond());
            target.writeInt(record.getNano());
        }

        @Override
        public Instant deserialize(DataInputView source) throws IOException {
            long seconds = source.readLong();
            return Instant.ofEpochSecond(seconds, source.readInt());
        }
    }

    private static final class DurationSerializer extends BasicSerializer<Duration> {
        @Override
        public Duration createInstance() {
            return Duration.ZERO;
        }

        @Override
        public int getLength() {
            return 12;
        }

        @Override
        public void serialize(Duration record, DataOutputView target) throws IOException {
            target.writeLong(record.getSeconds());
            target.writeInt(record.getNano());
        }

        @Override
        public Duration deserialize(DataInputView source) throws IOException {
            long seconds = source.readLong();
            return Duration.ofSeconds(seconds, source.readInt());
        }
    }

    private static final class LocalDateSerializer extends BasicSerializer<LocalDate> {
        @Override
        public LocalDate createInstance() {
            return LocalDate.EPOCH;
        }

        @Override
        public int getLength() {
            return 6;
        }

        @Override
        public void serialize(LocalDate record, DataOutputView target) throws IOException {
            target.writeInt(record.getYear());
            target.writeByte(record.getMonthValue());
            target.writeByte(record.getDayOfMonth());
        }

        @Override
        public LocalDate deserialize(DataInputView source) throws IOException {
            int year = source.readInt();
            int month = source.readByte();
            return LocalDate.of(year, month, source.readByte());
        }
    }

    private static final class LocalTimeSerializer extends BasicSerializer<LocalTime> {
        @Override
        public LocalTime createInstance() {
            return LocalTime.MIDNIGHT;
        }

        @Override
        public int getLength() {
            return 8;
        }

        @Override
        public void serialize(LocalTime record, DataOutputView target) throws IOException {
            target.writeLong(record.toNanoOfDay());
        }

        @Override
        public LocalTime deserialize(DataInputView source) throws IOException {
            return LocalTime.ofNanoOfDay(source.readLong());
        }
    }

    private static final class LocalDateTimeSerializer extends BasicSerializer<LocalDateTime> {
        @Override
        public LocalDateTime createInstance() {
            return LocalDate.EPOCH.atStartOfDay();
        }

        @Override
        public int getLength() {
            return 14;
        }

        @Override
        public void serialize(LocalDateTime record, DataOutputView target) throws IOException {
            LOCAL_DATE.serialize(record.toLocalDate(), target);
            LOCAL_TIME.serialize(record.toLocalTime(), target);
        }

        @Override
        public LocalDateTime deserialize(DataInputView source) throws IOException {
            LocalDate date = LOCAL_DATE.deserialize(source);
            return LocalDateTime.of(date, LOCAL_TIME.deserialize(source));
        }
    }

    private static final class OffsetDateTimeSerializer extends BasicSerializer<OffsetDateTime> {
        @Override
        public OffsetDateTime createInstance() {
            return Instant.EPOCH.atOffset(ZoneOffset.UTC);
        }

        @Override
        public int getLength() {
            return 18;
        }

        @Override
        public void serialize(OffsetDateTime record, DataOutputView target) throws IOException {
            LOCAL_DATE_TIME.serialize(record.toLocalDateTime(), target);
            target.writeInt(record.getOffset().getTotalSeconds());
        }

        @Override
        public OffsetDateTime deserialize(DataInputView source) throws IOException {
            LocalDateTime dateTime = LOCAL_DATE_TIME.deserialize(source);
            return dateTime.atOffset(ZoneOffset.ofTotalSeconds(source.readInt()));
        }
    }

    private static final class ZonedDateTimeSerializer extends BasicSerializer<ZonedDateTime> {
        @Override
        public ZonedDateTime createInstance() {
            return Instant.EPOCH.atZone(ZoneOffset.UTC);
        }

        @Override
        public void serialize(ZonedDateTime record, DataOutputView target) throws IOException {
            LOCAL_DATE_TIME.serialize(record.toLocalDateTime(), target);
            target.writeInt(record.getOffset().getTotalSeconds());
            target.writeText(record.getZone().getId());
        }

        @Override
        public ZonedDateTime deserialize(DataInputView source) throws IOException {
            LocalDateTime dateTime = LOCAL_DATE_TIME.deserialize(source);
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(source.readInt());
            return ZonedDateTime.ofInstant(dateTime, offset, ZoneId.of(source.readText()));
        }
    }

    private static final class PeriodSerializer extends BasicSerializer<Period> {
        @Override
        public Period createInstance() {
            return Period.ZERO;
        }

        @Override
        public int getLength() {
            return 12;
        }

        @Override
        public void serialize(Period record, DataOutputView target) throws IOException {
            target.writeInt(record.getYears());
            target.writeInt(record.getMonths());
            target.writeInt(record.getDays());
        }

        @Override
        public Period deserialize(DataInputView source) throws IOException {
            int years = source.readInt();
            int months = source.readInt();
            return Period.of(years, months, source.readInt());
        }
    }
}
