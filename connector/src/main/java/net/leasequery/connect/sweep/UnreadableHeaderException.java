package net.leasequery.connect.sweep;

/** A header {@value FingerprintHeader#NAME} that this version cannot read; the message gives the reason. */
final class UnreadableHeaderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableHeaderException(String message) {
        super(message);
    }
}
