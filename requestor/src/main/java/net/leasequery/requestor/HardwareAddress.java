package net.leasequery.requestor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.leasequery.codec.Octets;

/**
 * Link-layer address of a client.
 *
 * @param type hardware type from the ARP registry, e.g. 1 for Ethernet
 * @param octets address, 1 to 16 octets in network order
 */
public record HardwareAddress(int type, Octets octets) {

    /** Two digits and a colon for each octet. */
    private static final int OCTET_TEXT = 3;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** The digits of each octet followed by a colon, precomputed because each binding needs this text. */
    private static final int[] DIGITS_AND_COLON = digitsAndColon();

    private static int[] digitsAndColon() {
        int[] texts = new int[256];
        for (int octet = 0; octet < texts.length; octet++) {
            String text = HexFormat.of().toHexDigits((byte) octet) + ":";
            byte[] padded = Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), Integer.BYTES);
            texts[octet] = (int) INT.get(padded, 0);
        }
        return texts;
    }

    /** Lower-case octets with colons: {@code aa:bb:cc:dd:ee:ff}. */
    public String text() {
        int length = octets.length();
        if (length == 0) {
            return "";
        }
        byte[] text = new byte[OCTET_TEXT * length + 1];
        for (int i = 0; i < length; i++) {
            // Writes four octets at once; the next write overwrites the surplus one.
            INT.set(text, OCTET_TEXT * i, DIGITS_AND_COLON[octets.unsignedByteAt(i)]);
        }
        return new String(text, 0, OCTET_TEXT * length - 1, StandardCharsets.ISO_8859_1);
    }
}
