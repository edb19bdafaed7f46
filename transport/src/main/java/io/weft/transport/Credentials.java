package io.weft.transport;

import java.util.Objects;

/**
 * With what one end of a connection proves itself, and for what.
 *
 * @param secret the application's
 * @param service what the port offers, or the client looks for
 */
public record Credentials(ApplicationSecret secret, Service service) {
    public Credentials {
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(service, "service");
    }
}
