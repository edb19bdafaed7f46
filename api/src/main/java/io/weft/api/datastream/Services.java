package io.weft.api.datastream;

import java.util.ServiceLoader;

/** Finds the one provider of an interface. */
final class Services {

    private Services() {}

    /** @throws IllegalStateException with the advice if there is none */
    static <S> S load(Class<S> service, ClassLoader classLoader, String advice) {
        return ServiceLoader.load(service, classLoader)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Nothing on the class path provides " + service.getName() + ". " + advice));
    }
}
