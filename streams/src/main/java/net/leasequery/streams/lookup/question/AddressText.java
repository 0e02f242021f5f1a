package net.leasequery.streams.lookup.question;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Converts addresses and prefixes to the form of the records: dotted IPv4, IPv6 as in RFC 5952. */
public final class AddressText {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*(\\d{1,3}(\\.\\d{1,3}){3})?");
    private static final int GROUPS = 8;
    private static final int IPV6_BITS = 128;

    private AddressText() {}

    /** Whether a text looks like an address or prefix; it may still be invalid. */
    public static boolean looksLikeOne(String text) {
        String address = text.contains("/") ? text.substring(0, text.indexOf('/')) : text;
        return IPV4.matcher(address).matches() || isIpv6(address);
    }

    private static boolean isIpv6(String text) {
        return text.length() <= 45
                && text.indexOf(':') != text.lastIndexOf(':')
                && IPV6.matcher(text).matches()
                && parses(text);
    }

    private static boolean parses(String text) {
        try {
            return InetAddress.getByName(text) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Converts a text to the form of the records.
     *
     * @throws IllegalArgumentException if the text is neither an address nor an IPv6 prefix
     */
    public static String normalized(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] octets = octets(address);
        if (slash < 0) {
            return format(octets);
        }
        String length = text.substring(slash + 1);
        if (octets.length == 4 || !length.matches("\\d{1,3}") || Integer.parseInt(length) > IPV6_BITS) {
            throw new IllegalArgumentException("only an IPv6 prefix with a length up to 128 can be asked for");
        }
        return prefix(octets, Integer.parseInt(length));
    }

    private static byte[] octets(String text) {
        boolean ipv4 = IPV4.matcher(text).matches();
        if (ipv4) {
            for (String part : text.split("\\.", -1)) {
                if (Integer.parseInt(part) > 255 || (part.length() > 1 && part.startsWith("0"))) {
                    throw new IllegalArgumentException(
                            "each part of an IPv4 address is 0 to 255, without leading zeros");
                }
            }
        } else if (!isIpv6(text)) {
            throw new IllegalArgumentException("it is neither an IPv4 nor an IPv6 address");
        }
        try {
            // A literal is never looked up in DNS.
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("it is not an address", e);
        }
    }

    private static String prefix(byte[] octets, int length) {
        byte[] masked = octets.clone();
        for (int bit = length; bit < IPV6_BITS; bit++) {
            masked[bit / 8] = (byte) (masked[bit / 8] & ~(0x80 >>> (bit % 8)));
        }
        return format(masked) + "/" + length;
    }

    private static String format(byte[] octets) {
        if (octets.length == 4) {
            return IntStream.range(0, 4)
                    .mapToObj(i -> Integer.toString(octets[i] & 0xff))
                    .collect(Collectors.joining("."));
        }
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = ((octets[2 * i] & 0xff) << 8) | (octets[2 * i + 1] & 0xff);
        }
        int[] zeros = longestZeros(groups);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == zeros[0]) {
                text.append("::");
                i += zeros[1] - 1;
            } else {
                if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    /** Returns start and length of the first of the longest runs of two or more zeros; start -1 if there is none. */
    private static int[] longestZeros(int[] groups) {
        int[] best = {-1, 1};
        for (int from = 0; from < GROUPS; from++) {
            int to = from;
            while (to < GROUPS && groups[to] == 0) {
                to++;
            }
            if (to - from > best[1]) {
                best = new int[] {from, to - from};
            }
            from = Math.max(from, to - 1);
        }
        return best;
    }
}
