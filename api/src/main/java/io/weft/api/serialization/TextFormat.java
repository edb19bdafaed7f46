package io.weft.api.serialization;

/**
 * The head of a serialized text: 0 is null; else one more than twice the length in characters, plus one if the text is wide, that is if
 * it has characters above 255. Lengths are below 2^30.
 */
public final class TextFormat {

    /** The head of null. */
    public static final int NULL = 0;

    /** The longest text. */
    public static final int MAX_LENGTH = (1 << 30) - 1;

    private TextFormat() {}

    public static int head(String text, boolean wide) {
        if (text == null) {
            return NULL;
        }
        int length = text.length();
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException("A text of " + length + " characters is too long to serialize; at most "
                    + MAX_LENGTH + " are possible");
        }
        return (length << 1 | (wide ? 1 : 0)) + 1;
    }

    /** The length in characters. */
    public static int length(int head) {
        return (head - 1) >>> 1;
    }

    /** True if each character has two bytes. */
    public static boolean isWide(int head) {
        return ((head - 1) & 1) != 0;
    }

    /** True if a character needs two bytes. */
    public static boolean isWide(String text) {
        int all = 0;
        for (int i = 0, length = text.length(); i < length; i++) {
            all |= text.charAt(i);
        }
        return all > 0xFF;
    }

    /** The number of bytes after the head. */
    public static int sizeBytes(int head) {
        return head == NULL ? 0 : length(head) << (isWide(head) ? 1 : 0);
    }
}
