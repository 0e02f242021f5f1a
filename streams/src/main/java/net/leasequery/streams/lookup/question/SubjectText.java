package net.leasequery.streams.lookup.question;

import java.util.Locale;
import java.util.regex.Pattern;

/** Converts subjects of findings to the form of the findings. */
public final class SubjectText {
    private static final Pattern CLIENT = Pattern.compile("(hw|id|duid):.*", Pattern.CASE_INSENSITIVE);

    private SubjectText() {}

    /**
     * Converts an address, a client or the name of a server to the form of the findings.
     *
     * @throws IllegalArgumentException if no finding can have the subject, although it looks like an address or a client
     */
    public static String normalized(String text) {
        if (CLIENT.matcher(text).matches()) {
            return text.toLowerCase(Locale.ROOT);
        }
        // Names of servers have no colon
        if (text.contains(":") && ClientText.isHardware(text)) {
            throw new IllegalArgumentException("a client is written as in a finding, such as hw:1/aa:bb:cc:dd:ee:ff");
        }
        return AddressText.looksLikeOne(text) ? AddressText.normalized(text) : text;
    }
}
