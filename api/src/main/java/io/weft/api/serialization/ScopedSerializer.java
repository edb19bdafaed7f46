package io.weft.api.serialization;

/**
 * A serializer that may refer back to what it wrote before in the same scope, such as the name of a class. Whoever owns the writing
 * serializer starts a scope where the bytes can be read by themselves (a network segment, a batch), and the reader starts one at the
 * same place. Where nobody ever starts a scope every value stands for itself.
 */
public interface ScopedSerializer {

    /** Forgets what values before may have introduced; from now on values may refer to each other. */
    void startScope();

    /** Starts a scope if that serializer knows scopes. */
    static void startScope(TypeSerializer<?> serializer) {
        if (serializer instanceof ScopedSerializer scoped) {
            scoped.startScope();
        }
    }
}
