package io.weft.transport;

/** What a port offers. Both ends say it in the handshake, so that a client at the wrong port is told so. */
public enum Service {
    /** Control messages: {@link RpcServer}. */
    CONTROL(1),
    /** Records between TaskManagers. */
    DATA(2);

    private final int code;

    Service(int code) {
        this.code = code;
    }

    /** The service's number on the wire. */
    int code() {
        return code;
    }

    /** The service's name for a number from the wire, which may be one that this release does not know. */
    static String nameOf(int code) {
        for (Service service : values()) {
            if (service.code == code) {
                return service.name();
            }
        }
        return "unknown service " + code;
    }
}
