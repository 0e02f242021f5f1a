package net.leasequery.quickstart.cluster;

/** The worker refused a request. The message is the worker's own. */
public final class ConnectRestException extends RuntimeException {
    private final int status;

    ConnectRestException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status, 400 or above. */
    public int status() {
        return status;
    }
}
