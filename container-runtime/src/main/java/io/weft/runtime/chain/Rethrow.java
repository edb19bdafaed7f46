package io.weft.runtime.chain;

/** Carries any exception through the user's call to a collector, which declares none. */
public final class Rethrow {

    private Rethrow() {}

    /** Throws {@code thrown} itself, so that whoever fails the task sees the user's own exception. Use: {@code throw unchecked(e)}. */
    public static RuntimeException unchecked(Throwable thrown) {
        throw Rethrow.<RuntimeException>sneak(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // the point: the compiler takes any E for unchecked
    private static <E extends Throwable> E sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
