package io.weft.api.source.lib;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Says when the next record may be emitted. One a reader, used on the task's thread. */
@FunctionalInterface
public interface RateLimiter {

    /** Lets everything pass at once. */
    RateLimiter UNLIMITED = () -> CompletableFuture.completedFuture(null);

    /** Completed as soon as one record more may be emitted. */
    CompletionStage<Void> acquire();
}
