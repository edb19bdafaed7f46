package io.weft.yarn.client.session;

import io.weft.model.message.ClientRequest;
import io.weft.yarn.appmaster.Daemons;
import io.weft.yarn.client.application.Applications;
import io.weft.yarn.client.application.HadoopCluster;
import io.weft.yarn.client.terminal.CommandException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Looks for the session and connects with it, while the user's main method still runs. */
public final class SessionSearch {

    private final CompletableFuture<Session> session = new CompletableFuture<>();

    /** Begins at once. */
    public SessionSearch(HadoopCluster cluster, Applications.Choice choice) {
        Daemons.start(
                "session",
                () -> {
                    Session found = new Session(Applications.openSession(cluster, choice));
                    session.complete(found);
                    // The connection is there when the job is.
                    var unused = found.jobManager().ask(new ClientRequest.ListJobs());
                },
                session::completeExceptionally);
    }

    /** @throws CommandException if there is none, or it is not clear which */
    Session await() {
        try {
            return session.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CommandException understood) {
                throw understood;
            }
            throw e;
        }
    }
}
