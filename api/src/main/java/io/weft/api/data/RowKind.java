package io.weft.api.data;

/** What a row says about the table it belongs to. */
public enum RowKind {
    /** The row is added. */
    INSERT("+I"),
    /** The row is what an update replaces. */
    UPDATE_BEFORE("-U"),
    /** The row is what an update puts in place. */
    UPDATE_AFTER("+U"),
    /** The row is removed. */
    DELETE("-D");

    private static final RowKind[] ALL = values();

    private final String shortString;

    RowKind(String shortString) {
        this.shortString = shortString;
    }

    /** Two characters for logs and prints. */
    public String shortString() {
        return shortString;
    }

    /** The number under which a kind is serialized. */
    @SuppressWarnings("EnumOrdinal") // the order of the constants is fixed
    public byte toByteValue() {
        return (byte) ordinal();
    }

    /** The kind with that number. */
    public static RowKind fromByteValue(byte value) {
        if (value < 0 || value >= ALL.length) {
            throw new IllegalArgumentException(
                    "There is no row kind " + value + "; kinds are 0 to " + (ALL.length - 1));
        }
        return ALL[value];
    }
}
