package net.leasequery.connect.offset;

import org.apache.kafka.connect.errors.ConnectException;

/**
 * A source partition or source offset that this version cannot read. Carries the reason and the
 * remedy; resuming as if there were no offset would hide a loss.
 */
public final class UnreadableOffsetException extends ConnectException {

    private static final long serialVersionUID = 1L;

    /** Says what was found and what would be right. */
    public UnreadableOffsetException(String message) {
        super(message);
    }
}
