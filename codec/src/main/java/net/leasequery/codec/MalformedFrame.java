package net.leasequery.codec;

/**
 * A frame whose octets are no message: passed on in the message's place, so that whoever owns the
 * conversation decides what becomes of it. The frames after it are not affected.
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
