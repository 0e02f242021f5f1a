package net.leasequery.streams.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.leasequery.streams.records.AddressKey;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the stores. A tenure: VPN and address, start as eight octets, group. An entry of the index: kind and value of
 * the identifier, NUL, start as eight octets, the key of the address. So the tenures of one address, and of one client,
 * are adjacent and in the order of their starts.
 *
 * @param address of the tenure, in one group
 * @param start milliseconds since 1970 UTC, not negative
 */
record TenureStoreKey(AddressKey address, long start) {

    /** Returns the key in the store of tenures. */
    Bytes tenure() {
        byte[] place = utf8(address.place());
        byte[] group = utf8(address.group());
        return Bytes.wrap(ByteBuffer.allocate(place.length + Long.BYTES + group.length)
                .put(place)
                .putLong(start)
                .put(group)
                .array());
    }

    /** Returns the key in the index. */
    Bytes entry(ClientSelector client) {
        byte[] prefix = prefix(client).get();
        byte[] text = utf8(address.text());
        return Bytes.wrap(ByteBuffer.allocate(prefix.length + Long.BYTES + text.length)
                .put(prefix)
                .putLong(start)
                .put(text)
                .array());
    }

    /** Returns the position in the order of answers. */
    PagePosition position() {
        return new PagePosition(start, address.text());
    }

    /** Reads a key of the store of tenures. */
    static TenureStoreKey ofTenure(Bytes key) {
        byte[] octets = key.get();
        int at = indexOfNul(octets, indexOfNul(octets, 0) + 1) + 1;
        long start = ByteBuffer.wrap(octets, at, Long.BYTES).getLong();
        int groupAt = at + Long.BYTES;
        String place = new String(octets, 0, at, StandardCharsets.UTF_8);
        String group = new String(octets, groupAt, octets.length - groupAt, StandardCharsets.UTF_8);
        return new TenureStoreKey(AddressKey.parse(place + group), start);
    }

    /** Reads a key of the index. */
    static TenureStoreKey ofEntry(ClientSelector client, Bytes entry) {
        byte[] octets = entry.get();
        int at = prefix(client).get().length;
        long start = ByteBuffer.wrap(octets, at, Long.BYTES).getLong();
        int textAt = at + Long.BYTES;
        String text = new String(octets, textAt, octets.length - textAt, StandardCharsets.UTF_8);
        return new TenureStoreKey(AddressKey.parse(text), start);
    }

    private static int indexOfNul(byte[] octets, int from) {
        int at = from;
        while (octets[at] != 0) {
            at++;
        }
        return at;
    }

    /** Returns the prefix of the keys of an address's tenures in all groups. */
    static Bytes prefix(@Nullable String vpn, String address) {
        return Bytes.wrap(utf8(new AddressKey("", vpn, address).place()));
    }

    /** Returns the prefix of a client's entries in the index. */
    static Bytes prefix(ClientSelector client) {
        byte[] value = utf8(client.value());
        byte[] prefix = new byte[value.length + 2];
        prefix[0] = (byte) client.kind().code();
        System.arraycopy(value, 0, prefix, 1, value.length);
        return Bytes.wrap(prefix);
    }

    /** Returns the lower bound of the keys that begin with a prefix and have at least this start. */
    static Bytes from(Bytes prefix, long start) {
        byte[] octets = Arrays.copyOf(prefix.get(), prefix.get().length + Long.BYTES);
        ByteBuffer.wrap(octets).putLong(prefix.get().length, Math.max(0, start));
        return Bytes.wrap(octets);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
