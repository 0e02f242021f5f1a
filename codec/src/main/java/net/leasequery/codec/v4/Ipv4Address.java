package net.leasequery.codec.v4;

import io.netty.util.NetUtil;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 address. Never resolves a name. Ordered as an unsigned number.
 *
 * @param value the four octets, the first one in the highest bits
 */
public record Ipv4Address(int value) implements Comparable<Ipv4Address> {

    /** Three digits and a dot after each octet. */
    private static final int LONGEST_TEXT = 16;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** The text of each octet followed by a dot, precomputed because each binding needs three address texts. */
    private static final int[] DIGITS_AND_DOT = digitsAndDot();

    /** 0.0.0.0, which in a header field means "none". */
    public static final Ipv4Address UNSPECIFIED = new Ipv4Address(0);

    /**
     * Reads the dotted form.
     *
     * @throws IllegalArgumentException if the text is not four decimal octets
     */
    public static Ipv4Address parse(String dotted) {
        // NetUtil alone would also accept IPv6.
        byte @Nullable [] octets =
                NetUtil.isValidIpV4Address(dotted) ? NetUtil.createByteArrayFromIpAddressString(dotted) : null;
        if (octets == null) {
            throw new IllegalArgumentException("not an IPv4 address: " + dotted);
        }
        return new Ipv4Address(ByteBuffer.wrap(octets).getInt());
    }

    private static int[] digitsAndDot() {
        int[] texts = new int[256];
        for (int octet = 0; octet < texts.length; octet++) {
            byte[] text = Arrays.copyOf((octet + ".").getBytes(StandardCharsets.US_ASCII), Integer.BYTES);
            texts[octet] = (int) INT.get(text, 0);
        }
        return texts;
    }

    public boolean isUnspecified() {
        return value == 0;
    }

    @Override
    public int compareTo(Ipv4Address other) {
        return Integer.compareUnsigned(value, other.value);
    }

    // Written out, because the generated methods are trees of method handles: C2 does not always inline them in full,
    // and what is left is slow.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ipv4Address that && value == that.value;
    }

    @Override
    public int hashCode() {
        return value;
    }

    /** The dotted form, such as {@code 192.0.2.1}. */
    @Override
    public String toString() {
        byte[] text = new byte[LONGEST_TEXT];
        int length = 0;
        for (int shift = 24; shift >= 0; shift -= 8) {
            int octet = value >>> shift & 0xff;
            // Writes four octets at once; the next write overwrites the surplus ones.
            INT.set(text, length, DIGITS_AND_DOT[octet]);
            length += octet < 10 ? 2 : octet < 100 ? 3 : 4;
        }
        return new String(text, 0, length - 1, StandardCharsets.ISO_8859_1);
    }
}
