package net.leasequery.streams.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Stores the lengths of a VPN's delegated prefixes in the index of clients. Sites use few lengths, and a look-up of an
 * IPv6 address reads the prefix of each. A length stays when its last tenure is removed; there are at most 128.
 */
final class PrefixLengths {
    /** Differs from the code of every kind of {@link ClientSelector}. */
    private static final byte CODE = 'l';

    private static final byte LONGEST = 127;
    private static final Pattern PREFIX = Pattern.compile("[^/]*:[^/]*/(\\d{1,3})");
    private static final byte[] NOTHING = new byte[0];

    private PrefixLengths() {}

    /** Records the length of a prefix. Ignores an address, or a text that is neither. */
    static void add(KeyValueStore<Bytes, byte[]> clients, @Nullable String vpn, String address) {
        Matcher prefix = PREFIX.matcher(address);
        if (prefix.matches()) {
            int length = Integer.parseInt(prefix.group(1));
            Bytes entry = entry(vpn, (byte) length);
            if (length <= LONGEST && clients.get(entry) == null) {
                clients.put(entry, NOTHING);
            }
        }
    }

    static BitSet of(ReadOnlyKeyValueStore<Bytes, byte[]> clients, @Nullable String vpn) {
        BitSet lengths = new BitSet();
        try (KeyValueIterator<Bytes, byte[]> entries = clients.range(entry(vpn, (byte) 0), entry(vpn, LONGEST))) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> next = entries.next();
                lengths.set(next.key.get()[next.key.get().length - 1]);
            }
        }
        return lengths;
    }

    private static Bytes entry(@Nullable String vpn, byte length) {
        byte[] name = (vpn == null ? "" : vpn).getBytes(StandardCharsets.UTF_8);
        byte[] entry = Arrays.copyOf(new byte[] {CODE}, name.length + 3);
        System.arraycopy(name, 0, entry, 1, name.length);
        entry[entry.length - 1] = length;
        return Bytes.wrap(entry);
    }
}
