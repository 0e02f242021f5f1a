package net.leasequery.streams.history;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Finds the prefixes that contain an IPv6 address, as texts in RFC 5952 form. Never queries a name server. */
final class Ipv6Prefixes {
    private static final int BITS = 128;
    private static final int GROUPS = 8;

    private Ipv6Prefixes() {}

    /** Returns the prefixes of these lengths, at most 127 bits; none if the text is not an IPv6 address. */
    static List<String> holding(String address, BitSet lengths) {
        List<String> prefixes = new ArrayList<>();
        if (!address.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            return prefixes;
        }
        byte[] octets;
        try {
            octets = InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            return prefixes;
        }
        if (octets.length * Byte.SIZE != BITS) {
            return prefixes;
        }
        for (int length = lengths.nextSetBit(0);
                length >= 0 && length < BITS;
                length = lengths.nextSetBit(length + 1)) {
            prefixes.add(text(octets, length) + "/" + length);
        }
        return prefixes;
    }

    private static String text(byte[] octets, int length) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            int group = (octets[2 * i] & 0xff) << Byte.SIZE | (octets[2 * i + 1] & 0xff);
            int kept = Math.max(0, Math.min(Short.SIZE, length - i * Short.SIZE));
            groups[i] = group & 0xffff << (Short.SIZE - kept);
        }
        int from = 0;
        int run = 0;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > run) {
                from = i;
                run = end - i;
            }
        }
        if (run < 2) {
            return joined(groups, 0, GROUPS);
        }
        return joined(groups, 0, from) + "::" + joined(groups, from + run, GROUPS);
    }

    private static String joined(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i > from ? ":" : "").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
