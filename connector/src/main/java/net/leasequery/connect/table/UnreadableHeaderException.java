package net.leasequery.connect.table;

/** A header {@value FingerprintHeader#NAME} that this version cannot read; the message gives the reason. */
public final class UnreadableHeaderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableHeaderException(String message) {
        super(message);
    }
}
