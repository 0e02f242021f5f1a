package net.leasequery.connect.offset;

import org.apache.kafka.connect.errors.ConnectException;

/**
 * A source partition or source offset that this version cannot read. The message gives the reason and the remedy.
 * Thrown because resuming without the offset would hide a loss.
 */
public final class UnreadableOffsetException extends ConnectException {

    private static final long serialVersionUID = 1L;

    /** The message states the finding and the correct form. */
    public UnreadableOffsetException(String message) {
        super(message);
    }
}
