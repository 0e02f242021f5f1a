package net.leasequery.streams.records;

/** A record does not have the form that the data contract promises. The message never holds the record itself. */
public final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message which field is wrong, and how */
    public UnreadableRecordException(String message) {
        super(message);
    }

    /**
     * With a cause.
     *
     * @param message what could not be done
     * @param cause why
     */
    public UnreadableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
