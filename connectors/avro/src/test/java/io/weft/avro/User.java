package io.weft.avro;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/** As Avro's compiler generates it, but shorter. */
public class User extends SpecificRecordBase {

    public static final Schema SCHEMA$ = new Schema.Parser().parse("""
            {"type": "record", "name": "User", "namespace": "io.weft.avro", "fields": [
              {"name": "email", "type": ["null", "string"], "default": null},
              {"name": "name", "type": "string"},
              {"name": "visits", "type": "long"}]}""");

    private CharSequence email;
    private CharSequence name;
    private long visits;

    public static Schema getClassSchema() {
        return SCHEMA$;
    }

    @Override
    public Schema getSchema() {
        return SCHEMA$;
    }

    @Override
    public Object get(int field) {
        return switch (field) {
            case 0 -> email;
            case 1 -> name;
            case 2 -> visits;
            default -> throw new IndexOutOfBoundsException(field);
        };
    }

    @Override
    public void put(int field, Object value) {
        switch (field) {
            case 0 -> email = (CharSequence) value;
            case 1 -> name = (CharSequence) value;
            case 2 -> visits = (long) value;
            default -> throw new IndexOutOfBoundsException(field);
        }
    }
}
