package net.leasequery.codec;

/** Thrown if the octets of a message violate the RFCs. No octets make a decoder throw any other exception. */
public final class MalformedMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String reason;

    /**
     * @param offset where the malformation is, in octets from the start of the message (the first octet after the
     *     frame's length); of an option that was split (RFC 3396), the position in its first part
     * @param reason what is wrong there, for a person who looks at a capture; contains no client data
     */
    public MalformedMessageException(int offset, String reason) {
        // No stack trace: the offset is sufficient, and a server may send many malformed messages.
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
