package io.weft.transport;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What all processes of one application know and nobody else does: 32 random bytes. It travels in YARN's credentials only. Immutable.
 */
public final class ApplicationSecret {

    public static final int SIZE_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private ApplicationSecret(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** A new secret. */
    public static ApplicationSecret generate(SecureRandom random) {
        byte[] bytes = new byte[SIZE_BYTES];
        random.nextBytes(bytes);
        return new ApplicationSecret(bytes);
    }

    /**
     * The secret that {@link #bytes()} gave.
     *
     * @throws IllegalArgumentException if there are not exactly {@value #SIZE_BYTES} bytes
     */
    public static ApplicationSecret of(byte[] bytes) {
        if (bytes.length != SIZE_BYTES) {
            throw new IllegalArgumentException(
                    "The application's secret is " + SIZE_BYTES + " bytes, but " + bytes.length + " were given.");
        }
        return new ApplicationSecret(bytes);
    }

    /** A copy of the secret, to be put into credentials and nowhere else. */
    public byte[] bytes() {
        return key.getEncoded();
    }

    /** A keyed hash of the parts: only who knows the secret can make it. */
    byte[] sign(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                // The length keeps one list of parts from looking like another.
                mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM + ", this one refuses it.", e);
        }
    }

    /** Says nothing of the secret. */
    @Override
    public String toString() {
        return "ApplicationSecret(hidden)";
    }
}
