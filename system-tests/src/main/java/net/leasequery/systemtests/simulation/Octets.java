package net.leasequery.systemtests.simulation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers in network byte order, and options. */
final class Octets {

    private static final int OCTET = 8;
    private static final int FIRST_CAPACITY = 64;

    private byte[] out = new byte[FIRST_CAPACITY];
    private int length;

    Octets u8(int value) {
        room(1);
        out[length++] = (byte) value;
        return this;
    }

    Octets u16(int value) {
        return u8(value >>> OCTET).u8(value);
    }

    Octets u24(int value) {
        return u8(value >>> (2 * OCTET)).u16(value);
    }

    Octets u32(long value) {
        return u16((int) (value >>> (2 * OCTET))).u16((int) value);
    }

    Octets zeros(int count) {
        room(count);
        length += count;
        return this;
    }

    Octets bytes(byte[] octets) {
        room(octets.length);
        System.arraycopy(octets, 0, out, length, octets.length);
        length += octets.length;
        return this;
    }

    private void room(int more) {
        if (length + more > out.length) {
            out = Arrays.copyOf(out, Math.max(length + more, 2 * out.length));
        }
    }

    Octets text(String ascii) {
        return bytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** A DHCPv4 option or sub-option: code and length of one octet each. */
    Octets option4(int code, Octets value) {
        byte[] octets = value.toByteArray();
        return u8(code).u8(octets.length).bytes(octets);
    }

    /** A DHCPv6 option: code and length of two octets each. */
    Octets option6(int code, Octets value) {
        byte[] octets = value.toByteArray();
        return u16(code).u16(octets.length).bytes(octets);
    }

    /** The message with its length before it, as on TCP: RFC 6926 section 6.1, RFC 5460 section 5.1. */
    byte[] framed() {
        byte[] message = toByteArray();
        return new Octets().u16(message.length).bytes(message).toByteArray();
    }

    byte[] toByteArray() {
        return Arrays.copyOf(out, length);
    }
}
