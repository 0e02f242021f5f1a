package net.leasequery.codec;

/**
 * The octets of a message are not what the RFCs allow. The only exception that a decoder throws,
 * whatever the octets are.
 */
public final class MalformedMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String reason;

    /**
     * @param offset where the malformation is, in octets from the start of the message (the first
     *     octet after the frame's length); of an option that was split (RFC 3396), the position in
     *     its first part
     * @param reason what is wrong there, for a person who looks at a capture; holds no client data
     */
    public MalformedMessageException(int offset, String reason) {
        // Which octets are wrong says all; a server may send many of these, and a stack trace costs more than the rest.
        super("malformed message at octet " + offset + ": " + reason, null, false, false);
        this.offset = offset;
        this.reason = reason;
    }

    /** Octets from the start of the message to the malformation. */
    public int offset() {
        return offset;
    }

    /** What is wrong, without the offset. */
    public String reason() {
        return reason;
    }
}
