package net.leasequery.codec.v4;

import net.leasequery.codec.Octets;

/**
 * The content of status-code (option 151). In a binding or a DHCPTLS it applies to that message, in DHCPLEASEQUERYDONE
 * and DHCPLEASEQUERYSTATUS to the whole answer. RFC 6926 section 6.2.2.
 *
 * @param code 0 to 255, as received
 * @param text for a person, without a terminator; empty if there is none
 */
public record Status(int code, String text) {

    /** @throws IllegalArgumentException if the code is not an octet or the text contains a null character */
    public Status {
        if (code < 0 || code > 255) {
            throw new IllegalArgumentException("status code must be 0 to 255, is " + code);
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a status text must not contain a null character");
        }
    }

    /**
     * Returns a status with a defined meaning.
     *
     * @throws IllegalArgumentException if the meaning is {@link StatusCode#UNKNOWN}, which has no code
     */
    public static Status of(StatusCode meaning, String text) {
        return new Status(meaning.code(), text);
    }

    /** Returns the meaning of the code, {@link StatusCode#UNKNOWN} if it is not defined. */
    public StatusCode meaning() {
        return StatusCode.of(code);
    }

    public boolean isSuccess() {
        return meaning() == StatusCode.SUCCESS;
    }

    /**
     * Reads a value of one octet or more. Drops null characters: they violate the RFC but are harmless, and the code
     * must not be lost, because it may end a gap.
     */
    static Status decode(Octets value) {
        String text = value.slice(1, value.length() - 1).toUtf8();
        return new Status(value.unsignedByteAt(0), text.replace("\0", ""));
    }

    Octets encode() {
        byte[] utf8 = Octets.ofUtf8(text).toByteArray();
        byte[] value = new byte[1 + utf8.length];
        value[0] = (byte) code;
        System.arraycopy(utf8, 0, value, 1, utf8.length);
        return Octets.ofOwned(value);
    }
}
