package net.leasequery.codec.v4;

import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;

/**
 * Which header fields hold options instead of their own content (option 52). RFC 2132 section 9.3.
 *
 * @param inFile whether file holds options
 * @param inSname whether sname holds options
 */
record Overload(boolean inFile, boolean inSname) {

    static final Overload NONE = new Overload(false, false);

    private static final int FILE = 1;
    private static final int SNAME = 2;
    private static final int BOTH = 3;

    /** Whether a value of option 52 is valid. */
    static boolean isValid(Octets value) {
        return value.length() == 1 && value.unsignedByteAt(0) >= FILE && value.unsignedByteAt(0) <= BOTH;
    }

    /**
     * @param value octet of option 52
     * @param offset of that octet in the message
     */
    static Overload of(int value, int offset) {
        return switch (value) {
            case FILE -> new Overload(true, false);
            case SNAME -> new Overload(false, true);
            case BOTH -> new Overload(true, true);
            default -> throw new MalformedMessageException(offset, "option overload must be 1, 2 or 3, is " + value);
        };
    }
}
