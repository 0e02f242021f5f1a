package net.leasequery.streams.lookup.source;

/** Thrown if a source that an answer needs is not available now. The message is for the caller. */
public final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message for the caller. */
    public UnavailableException(String message) {
        super(message);
    }

    /** Creates an exception with a message for the caller, and a cause for the log. */
    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
