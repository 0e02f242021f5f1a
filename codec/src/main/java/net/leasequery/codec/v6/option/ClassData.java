package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.Octets;

/** The items of user class and vendor class, each with two octets of length before it. RFC 8415 section 21.15. */
final class ClassData {

    private static final int LENGTH_OCTETS = 2;

    private ClassData() {}

    /**
     * Returns the items. Octets that are not such a list are one item, because some clients send plain text here and
     * servers pass it on.
     */
    static List<Octets> items(Octets encoded) {
        if (isOneItem(encoded)) {
            return List.of(encoded.slice(LENGTH_OCTETS, encoded.length() - LENGTH_OCTETS));
        }
        List<Octets> items = new ArrayList<>();
        int at = 0;
        while (at + LENGTH_OCTETS <= encoded.length()) {
            int length = encoded.unsignedShortAt(at);
            at += LENGTH_OCTETS;
            if (length > encoded.length() - at) {
                return List.of(encoded);
            }
            items.add(encoded.slice(at, length));
            at += length;
        }
        return at == encoded.length() ? List.copyOf(items) : List.of(encoded);
    }

    /** The usual case, which needs no list that grows. */
    private static boolean isOneItem(Octets encoded) {
        return encoded.length() >= LENGTH_OCTETS && encoded.unsignedShortAt(0) == encoded.length() - LENGTH_OCTETS;
    }

    /** @throws IllegalArgumentException when an item is longer than 65,535 octets */
    static Octets encode(List<Octets> items) {
        ByteBuf out = Unpooled.buffer();
        for (Octets item : items) {
            out.writeShort(Unsigned.check16(item.length(), "length of class data"));
            item.writeTo(out);
        }
        return Octets.copyOf(out, out.readerIndex(), out.readableBytes());
    }
}
