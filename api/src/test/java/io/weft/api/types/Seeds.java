package io.weft.api.types;

import java.util.Random;

/** Runs a property on many random inputs; a failure names the seed that shows it again. */
final class Seeds {

    private Seeds() {}

    /** What must hold for every input. */
    interface Property {
        void holdsFor(Random random) throws Exception;
    }

    static void each(int count, Property property) {
        for (long seed = 0; seed < count; seed++) {
            try {
                property.holdsFor(new Random(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("Does not hold for seed " + seed, e);
            }
        }
    }
}
