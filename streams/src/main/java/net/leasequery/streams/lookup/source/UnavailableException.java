package net.leasequery.streams.lookup.source;

/** Not everything that is needed can be asked now. The message is for the caller. */
public final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With what the caller is told. */
    public UnavailableException(String message) {
        super(message);
    }

    /** With what the caller is told, and a cause for the log. */
    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
