package io.weft.yarn.appmaster;

import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse;
import java.util.concurrent.CompletableFuture;

/** A way to ask a JobManager: over a connection, or within its process. Any thread; never blocks. */
@FunctionalInterface
public interface JobManagerGateway {

    /** Fails with an {@link java.io.IOException} if the JobManager cannot be reached; it is not known then whether it has got the request. */
    CompletableFuture<ClientResponse> ask(ClientRequest request);
}
