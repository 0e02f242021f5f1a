package net.leasequery.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the encodings of a name in the client FQDN option of either family into text; the ASCII encoding exists in
 * DHCPv4 only. Names come from clients unchecked, so an invalid name gives null and never an exception. RFC 4702
 * section 2.3, RFC 4704 section 4.2, RFC 1035 section 3.1.
 */
public final class DomainName {

    private static final int MAX_LABEL = 63;
    private static final int MAX_NAME = 255;

    private DomainName() {}

    /**
     * Reads labels, each with its length before it, ended by an empty label if the name is fully qualified. Compression
     * pointers are not allowed (RFC 4702 section 2.3.1) and make the name invalid.
     */
    public static @Nullable String ofWireFormat(Octets encoded) {
        if (encoded.length() > MAX_NAME) {
            return null;
        }
        String plain = ofPlainLabels(encoded);
        if (plain != null) {
            return plain;
        }
        StringBuilder name = new StringBuilder(encoded.length());
        int at = 0;
        while (at < encoded.length() && encoded.get(at) != 0) {
            int length = encoded.unsignedByteAt(at);
            if (length > MAX_LABEL || at + 1 + length > encoded.length()) {
                return null;
            }
            if (!name.isEmpty()) {
                name.append('.');
            }
            for (int i = at + 1; i <= at + length; i++) {
                appendEscaped(name, encoded.unsignedByteAt(i), true);
            }
            at += 1 + length;
        }
        boolean octetsAfterTheEnd = at + 1 < encoded.length();
        return name.isEmpty() || octetsAfterTheEnd ? null : name.toString();
    }

    /**
     * Reads the usual case: a fully qualified name without a character to escape. The octets are copied at once, and
     * each length but the first becomes a dot; appending octet by octet takes several times as long.
     *
     * @return null if it is another case
     */
    private static @Nullable String ofPlainLabels(Octets encoded) {
        byte[] text = encoded.toByteArray();
        int last = text.length - 1;
        int at = 0;
        while (at < last && text[at] > 0 && text[at] <= MAX_LABEL && text[at] <= last - at - 1) {
            int end = at + 1 + text[at];
            text[at] = '.';
            for (at++; at < end; at++) {
                if (text[at] <= 0x20 || text[at] >= 0x7f || text[at] == '\\' || text[at] == '.') {
                    return null;
                }
            }
        }
        return at == 0 || at != last || text[at] != 0
                ? null
                : new String(text, 1, last - 1, StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads DHCPv4's deprecated encoding: the name as text with dots between its labels. Text with a control character
     * is not a name: some clients write the wire format and forget its flag.
     */
    public static @Nullable String ofAscii(Octets encoded) {
        Octets text = encoded.withoutTrailingZeros();
        if (text.length() > MAX_NAME) {
            return null;
        }
        int end = !text.isEmpty() && text.get(text.length() - 1) == '.' ? text.length() - 1 : text.length();
        StringBuilder name = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            if (text.unsignedByteAt(i) < 0x20 || text.get(i) == 0x7f) {
                return null;
            }
            appendEscaped(name, text.unsignedByteAt(i), false);
        }
        return name.isEmpty() ? null : name.toString();
    }

    /**
     * Returns the wire format of a fully qualified name.
     *
     * @throws IllegalArgumentException if a label is empty or longer than 63 octets, or the name longer than 255
     */
    public static Octets encode(String name) {
        String withoutRoot = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        ByteBuf buffer = Unpooled.buffer(MAX_NAME);
        for (String label : withoutRoot.split("\\.", -1)) {
            byte[] octets = label.getBytes(StandardCharsets.UTF_8);
            if (octets.length == 0 || octets.length > MAX_LABEL) {
                throw new IllegalArgumentException("a label must be 1 to 63 octets: " + name);
            }
            buffer.writeByte(octets.length).writeBytes(octets);
        }
        buffer.writeByte(0);
        if (buffer.readableBytes() > MAX_NAME) {
            throw new IllegalArgumentException("a name must be at most 255 octets: " + name);
        }
        return Octets.ofOwned(ByteBufUtil.getBytes(buffer));
    }

    private static void appendEscaped(StringBuilder name, int octet, boolean dotIsContent) {
        boolean printable = octet > 0x20 && octet < 0x7f;
        if (!printable) {
            name.append('\\')
                    .append((char) ('0' + octet / 100))
                    .append((char) ('0' + octet / 10 % 10))
                    .append((char) ('0' + octet % 10));
        } else if (octet == '\\' || (dotIsContent && octet == '.')) {
            name.append('\\').append((char) octet);
        } else {
            name.append((char) octet);
        }
    }
}
