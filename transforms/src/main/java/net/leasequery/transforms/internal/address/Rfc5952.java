package net.leasequery.transforms.internal.address;

/** The canonical text of an IPv6 address (RFC 5952 section 4): the longest run of zero fields is {@code ::}. */
final class Rfc5952 {

    private static final int FIELDS = 8;

    private Rfc5952() {}

    static String text(byte[] octets) {
        int longest = -1;
        int length = 1;
        for (int start = 0; start < FIELDS; start++) {
            int run = 0;
            while (start + run < FIELDS && field(octets, start + run) == 0) {
                run++;
            }
            if (run > length) {
                longest = start;
                length = run;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < FIELDS; i++) {
            if (i == longest) {
                text.append("::");
                i += length - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(field(octets, i)));
            }
        }
        return text.toString();
    }

    private static int field(byte[] octets, int index) {
        return ((octets[2 * index] & 0xff) << 8) | (octets[2 * index + 1] & 0xff);
    }
}
