package net.leasequery.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An immutable run of octets as it stood in a message. Integers are read in network byte order.
 *
 * <p>A {@link #slice} shares the array of its source, so a decoded message holds only one array. To keep a few octets
 * longer than the message, keep {@link #toByteArray()} instead. Safe for use by any thread.
 */
public final class Octets {

    /** No octets. */
    public static final Octets EMPTY = new Octets(new byte[0], 0, 0);

    private static final HexFormat HEX = HexFormat.of();
    private static final int SHOWN_IN_TO_STRING = 64;
    /** A single load instead of two or four loads, each with its own bounds check. */
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final byte[] ZEROS = new byte[256];

    private final byte[] array;
    private final int offset;
    private final int length;

    private Octets(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /**
     * Octets given as numbers from 0 to 255, for constants and tests.
     *
     * @throws IllegalArgumentException if a value is not an octet
     */
    public static Octets of(int... values) {
        byte[] copy = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 || values[i] > 255) {
                throw new IllegalArgumentException("not an octet: " + values[i]);
            }
            copy[i] = (byte) values[i];
        }
        return ofOwned(copy);
    }

    /** A copy of the array. */
    public static Octets copyOf(byte[] array) {
        return ofOwned(array.clone());
    }

    /**
     * A copy of {@code length} octets of the buffer from the absolute {@code index} on. Neither
     * moves the buffer's indices nor retains it.
     *
     * @throws IndexOutOfBoundsException if the range is not inside the buffer
     */
    public static Octets copyOf(ByteBuf buffer, int index, int length) {
        return length == 0 ? EMPTY : ofOwned(ByteBufUtil.getBytes(buffer, index, length, true));
    }

    /** Wraps the array itself, without a copy: the caller must not change the array afterwards. */
    public static Octets ofOwned(byte[] array) {
        return array.length == 0 ? EMPTY : new Octets(array, 0, array.length);
    }

    /**
     * Octets written in hexadecimal without separators, in either case.
     *
     * @throws IllegalArgumentException if the text is not an even number of hexadecimal digits
     */
    public static Octets ofHex(String hex) {
        return ofOwned(HEX.parseHex(hex));
    }

    /** The text in UTF-8, without a terminator. */
    public static Octets ofUtf8(String text) {
        return ofOwned(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A 32-bit integer as four octets in network byte order.
     *
     * @param value its lower 32 bits are taken
     */
    public static Octets ofInt(int value) {
        return ofOwned(new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value});
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /**
     * The octet at this index, as a signed byte.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public byte get(int index) {
        return array[offset + Objects.checkIndex(index, length)];
    }

    /**
     * The octet at this index, 0 to 255.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public int unsignedByteAt(int index) {
        return Byte.toUnsignedInt(get(index));
    }

    /**
     * Two octets from this index on, 0 to 65,535.
     *
     * @throws IndexOutOfBoundsException if there are not two
     */
    public int unsignedShortAt(int index) {
        return (short) SHORT.get(array, offset + Objects.checkFromIndexSize(index, Short.BYTES, length)) & 0xffff;
    }

    /**
     * Four octets from this index on, 0 to 2<sup>32</sup>-1.
     *
     * @throws IndexOutOfBoundsException if there are not four
     */
    public long unsignedIntAt(int index) {
        return (int) INT.get(array, offset + Objects.checkFromIndexSize(index, Integer.BYTES, length)) & 0xffff_ffffL;
    }

    /**
     * A part of these octets, sharing their array.
     *
     * @throws IndexOutOfBoundsException if the part is not inside
     */
    public Octets slice(int from, int sliceLength) {
        Objects.checkFromIndexSize(from, sliceLength, length);
        return sliceLength == 0 ? EMPTY : new Octets(array, offset + from, sliceLength);
    }

    /** These octets followed by others, as a copy. */
    public Octets concat(Octets others) {
        byte[] both = new byte[length + others.length];
        copyTo(both, 0);
        others.copyTo(both, length);
        return ofOwned(both);
    }

    /** Returns these octets without trailing zeros: RFC 2132 section 2 requires receivers to delete trailing nulls. */
    public Octets withoutTrailingZeros() {
        int end = length;
        while (end > 0 && array[offset + end - 1] == 0) {
            end--;
        }
        return end == length ? this : slice(0, end);
    }

    /** Whether all octets of a part are zero; compares many at a time. */
    public boolean isZero(int from, int partLength) {
        Objects.checkFromIndexSize(from, partLength, length);
        int end = offset + from + partLength;
        int at = offset + from;
        while (end - at > ZEROS.length) {
            if (!Arrays.equals(array, at, at + ZEROS.length, ZEROS, 0, ZEROS.length)) {
                return false;
            }
            at += ZEROS.length;
        }
        return Arrays.equals(array, at, end, ZEROS, 0, end - at);
    }

    /** A copy. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /**
     * Copies all octets into an array, from this index of it on.
     *
     * @throws IndexOutOfBoundsException if they do not fit
     */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array, offset, target, at, length);
    }

    /** Lower-case hexadecimal without separators, of any length. */
    public String toHex() {
        return HEX.formatHex(array, offset, offset + length);
    }

    /** Returns the octets read as UTF-8; invalid UTF-8 becomes U+FFFD, so this never fails. */
    public String toUtf8() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    /** Appends the octets at the buffer's writer index. */
    public void writeTo(ByteBuf buffer) {
        buffer.writeBytes(array, offset, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** Returns hexadecimal digits; after 64 octets only the length is given, so that a log line stays bounded. */
    @Override
    public String toString() {
        return length <= SHOWN_IN_TO_STRING
                ? toHex()
                : slice(0, SHOWN_IN_TO_STRING).toHex() + "... (" + length + " octets)";
    }
}
