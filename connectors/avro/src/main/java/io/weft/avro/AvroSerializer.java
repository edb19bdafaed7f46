package io.weft.avro;

import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataInputViewStream;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.DataOutputViewStream;
import io.weft.api.serialization.MutableSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;

/** Serializes records in Avro's binary encoding, without a schema: that is kept in the snapshot. */
public final class AvroSerializer<T extends IndexedRecord> extends MutableSerializer<T> {

    private final Class<T> type;
    private final Schema schema;
    private final Schema written;
    private transient GenericData model;
    private transient DatumReader<T> reader;
    private transient DatumWriter<T> writer;
    private transient BinaryDecoder decoder;
    private transient BinaryEncoder encoder;

    /** @param type a generated class, or {@link GenericRecord} */
    public AvroSerializer(Class<T> type, Schema schema) {
        this(type, schema, schema);
    }

    /** @param written the schema of the bytes that are read; what is written has the other */
    AvroSerializer(Class<T> type, Schema schema, Schema written) {
        this.type = Objects.requireNonNull(type, "type");
        this.schema = Objects.requireNonNull(schema, "schema");
        this.written = Objects.requireNonNull(written, "written");
    }

    @SuppressWarnings("unchecked") // the model of the class reads and writes that class
    private GenericData model() {
        if (model == null) {
            model = type == GenericRecord.class ? GenericData.get() : SpecificData.getForClass(type);
            reader = model.createDatumReader(written, schema);
            writer = model.createDatumWriter(schema);
        }
        return model;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return new AvroSerializer<>(type, schema, written);
    }

    @Override
    @SuppressWarnings("unchecked") // a record of that class
    public T createInstance() {
        return (T) model().newRecord(null, schema);
    }

    @Override
    public T copy(T from) {
        return model().deepCopy(schema, from);
    }

    @Override
    public void serialize(T record, DataOutputView target) throws IOException {
        model();
        encoder = EncoderFactory.get().directBinaryEncoder(new DataOutputViewStream(target), encoder);
        writer.write(record, encoder);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        model();
        decoder = DecoderFactory.get().directBinaryDecoder(new DataInputViewStream(source), decoder);
        return reader.read(null, decoder);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new AvroSerializerSnapshot<>(type, schema);
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof AvroSerializer<?> that
                && type == that.type
                && schema.equals(that.schema)
                && written.equals(that.written);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + schema.hashCode();
    }
}
