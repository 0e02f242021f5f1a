package net.leasequery.codec;

/**
 * A frame that is not a valid message. It is passed on in place of the message, so that the owner of the conversation
 * decides how to handle it. Later frames are not affected.
 *
 * @param reason what is wrong, see {@link MalformedMessageException#reason()}
 * @param offset octets from the start of the message to the malformation
 * @param octets the whole message without the frame's length, 0 to 65,535 octets
 */
public record MalformedFrame(String reason, int offset, Octets octets) {

    private static final int LEADING = 64;

    /** Octets in the message. */
    public int length() {
        return octets.length();
    }

    /** The first octets of the message, at most 64: enough to recognise it in a log or an event. */
    public Octets leadingOctets() {
        return octets.slice(0, Math.min(LEADING, octets.length()));
    }
}
