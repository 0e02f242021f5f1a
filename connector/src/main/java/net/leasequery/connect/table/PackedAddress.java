package net.leasequery.connect.table;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * An address or prefix as numbers, which take a quarter of the memory of its text. Only texts that can be restored from
 * the numbers character by character are packed; others, such as one with a VPN, are not.
 *
 * @param ipv6 whether it is an IPv6 address or prefix
 * @param high the first 64 bits of an IPv6 address
 * @param low the last 64 bits of an IPv6 address, or an IPv4 address
 * @param prefixLength of a prefix; {@value #NO_PREFIX} for an address
 */
record PackedAddress(boolean ipv6, long high, long low, int prefixLength) {

    /** Of an address. */
    static final int NO_PREFIX = 255;

    // Random, so that nobody can choose addresses that all have the same hash.
    private static final long OF_HIGH = new SplittableRandom().nextLong() | 1;
    private static final long OF_ALL = new SplittableRandom().nextLong() | 1;

    private static final int LONGEST_TEXT = 43;
    private static final int LONGEST_PREFIX = 128;
    private static final int GROUPS = 8;
    private static final int OCTETS = 4;
    private static final int BITS_OF_GROUP = 16;
    private static final int HEX = 16;
    private static final int DECIMAL = 10;
    private static final int NO_DIGIT = -1;
    private static final int LARGEST_OCTET = 255;
    private static final int LARGEST_GROUP = 0xffff;

    /** Returns the address that a {@link TableKey} names; null if it cannot be packed. */
    static @Nullable PackedAddress of(String key) {
        if (key.length() > LONGEST_TEXT) {
            return null;
        }
        if (key.indexOf(':') < 0) {
            return ipv4(key);
        }
        PackedAddress read = ipv6(key);
        return read != null && read.text().equals(key) ? read : null;
    }

    /** Accepts only the text that {@link #text} restores. */
    private static @Nullable PackedAddress ipv4(String text) {
        long address = 0;
        int octets = 0;
        int octet = NO_DIGIT;
        for (int i = 0; i <= text.length(); i++) {
            char next = i < text.length() ? text.charAt(i) : '.';
            if (next == '.' && octet != NO_DIGIT) {
                address = (address << Byte.SIZE) | octet;
                octets++;
                octet = NO_DIGIT;
            } else if (next < '0' || next > '9' || octet == 0) {
                return null;
            } else {
                octet = Math.max(octet, 0) * DECIMAL + next - '0';
                if (octet > LARGEST_OCTET) {
                    return null;
                }
            }
        }
        return octets == OCTETS ? new PackedAddress(false, 0, address, NO_PREFIX) : null;
    }

    private static @Nullable PackedAddress ipv6(String key) {
        int slash = key.indexOf('/');
        int prefix = slash < 0 ? NO_PREFIX : number(key, slash + 1, key.length(), DECIMAL, LONGEST_PREFIX);
        String text = slash < 0 ? key : key.substring(0, slash);
        int gap = text.indexOf("::");
        long[] halves = new long[2];
        int before = groups(text, 0, gap < 0 ? text.length() : gap, 0, halves);
        if (prefix < 0 || before < 0) {
            return null;
        }
        if (gap < 0) {
            return before == GROUPS ? new PackedAddress(true, halves[0], halves[1], prefix) : null;
        }
        int after = groups(text, gap + 2, text.length(), -1, halves);
        return after < 0 || before + after >= GROUPS ? null : new PackedAddress(true, halves[0], halves[1], prefix);
    }

    /**
     * Parses groups into an address.
     *
     * @param first index of the first group; negative if the last group is the last of the address
     * @return number of groups; negative if the text is malformed
     */
    private static int groups(String text, int from, int to, int first, long[] halves) {
        if (from == to) {
            return 0;
        }
        int count = 1;
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == ':') {
                count++;
            }
        }
        int place = first < 0 ? GROUPS - count : first;
        if (count > GROUPS || place < 0) {
            return -1;
        }
        int at = from;
        for (int i = 0; i < count; i++, place++) {
            int colon = text.indexOf(':', at);
            int end = colon < 0 || colon > to ? to : colon;
            int group = number(text, at, end, HEX, LARGEST_GROUP);
            if (group < 0) {
                return -1;
            }
            halves[place / OCTETS] |= (long) group << (BITS_OF_GROUP * (OCTETS - 1 - place % OCTETS));
            at = end + 1;
        }
        return count;
    }

    /** Parses the number between two positions of a text; negative if there is none or it is too large. */
    private static int number(String text, int from, int to, int radix, int largest) {
        int number = from < to ? 0 : -1;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
            if (number > largest) {
                return -1;
            }
        }
        return number;
    }

    /**
     * Restores the text: dotted for IPv4, RFC 5952 form for IPv6, followed by {@code /} and the length for a prefix.
     */
    String text() {
        StringBuilder text = new StringBuilder(LONGEST_TEXT);
        if (ipv6) {
            writeGroups(text);
        } else {
            for (int shift = Byte.SIZE * (OCTETS - 1); shift >= 0; shift -= Byte.SIZE) {
                text.append((low >>> shift) & LARGEST_OCTET).append(shift == 0 ? "" : ".");
            }
        }
        return prefixLength == NO_PREFIX
                ? text.toString()
                : text.append('/').append(prefixLength).toString();
    }

    private void writeGroups(StringBuilder text) {
        int gapStart = GROUPS;
        int gapEnd = GROUPS;
        for (int start = 0; start < GROUPS; start++) {
            int end = start;
            while (end < GROUPS && group(end) == 0) {
                end++;
            }
            // A single group of zeros is written out; of two runs of the same length, the first is compressed.
            if (end - start > Math.max(1, gapEnd - gapStart)) {
                gapStart = start;
                gapEnd = end;
            }
            start = end;
        }
        for (int i = 0; i < GROUPS; i++) {
            if (i == gapStart) {
                text.append("::");
                i = gapEnd - 1;
            } else {
                text.append(i == 0 || i == gapEnd ? "" : ":").append(Integer.toHexString(group(i)));
            }
        }
    }

    private int group(int index) {
        long half = index < OCTETS ? high : low;
        return (int) (half >>> (BITS_OF_GROUP * (OCTETS - 1 - index % OCTETS))) & LARGEST_GROUP;
    }

    /**
     * Hash that spreads over all 32 bits, because neighbouring addresses are leased one after the other. Differs from
     * JVM to JVM.
     */
    int hash() {
        return hash(high * OF_HIGH + low + prefixLength);
    }

    /** The same for a number. */
    static int hash(long number) {
        long mixed = (number ^ (number >>> Integer.SIZE)) * OF_ALL;
        return (int) (((mixed ^ (mixed >>> Integer.SIZE)) * OF_ALL) >>> Integer.SIZE);
    }
}
