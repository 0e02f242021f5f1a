package net.leasequery.streams.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;

/**
 * A position in the order of answers: the newest start first, then by address and group. All tenures up to the position
 * have been returned.
 *
 * @param start milliseconds since 1970 UTC
 * @param tenure orders tenures with the same start
 */
public record PagePosition(long start, String tenure) implements Comparable<PagePosition> {
    private static final Comparator<String> AS_IN_STORES =
            (one, other) -> Arrays.compareUnsigned(utf8(one), utf8(other));
    private static final Comparator<PagePosition> NEWEST_FIRST = Comparator.comparingLong(PagePosition::start)
            .thenComparing(PagePosition::tenure, AS_IN_STORES)
            .reversed();
    private static final int LONGEST = 4_096;

    @Override
    public int compareTo(PagePosition other) {
        return NEWEST_FIRST.compare(this, other);
    }

    /** Returns a token for a URL; it contains an address, but nothing about a client. */
    public String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(start + "\0" + tenure));
    }

    /**
     * Reads a {@link #token()}.
     *
     * @throws IllegalArgumentException if the text is not a token
     */
    public static PagePosition ofToken(String token) {
        if (token.length() > LONGEST) {
            throw new IllegalArgumentException("This is not the position of a page");
        }
        String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        if (end < 0) {
            throw new IllegalArgumentException("This is not the position of a page");
        }
        return new PagePosition(Long.parseLong(text.substring(0, end)), text.substring(end + 1));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
