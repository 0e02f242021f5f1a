package net.leasequery.streams.records;

/** Thrown if a record does not have the form of the data contract. The message never contains the record itself. */
public final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message which field is wrong, and how */
    public UnreadableRecordException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what failed
     * @param cause of the failure
     */
    public UnreadableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
