package net.leasequery.requestor.internal.v4;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Reads option 77 as text. RFC 3004 defines a list of user classes, each with a length before it, but many clients send
 * plain text.
 */
final class UserClasses {

    private UserClasses() {}

    /** Returns the classes separated by commas, or the plain text; null if the value is neither. */
    static @Nullable String text(Octets value) {
        List<String> classes = new ArrayList<>();
        int at = 0;
        while (at < value.length()) {
            int length = value.unsignedByteAt(at);
            int start = at + 1;
            if (length == 0 || start + length > value.length()) {
                return plain(value);
            }
            String one = plain(value.slice(start, length));
            if (one == null) {
                return plain(value);
            }
            classes.add(one);
            at = start + length;
        }
        return String.join(",", classes);
    }

    private static @Nullable String plain(Octets value) {
        String text = value.toUtf8();
        return Octets.ofUtf8(text).equals(value) && !hasControls(text) ? text : null;
    }

    /**
     * A loop instead of a stream, because this runs for each class of each binding. Chars suffice: no control character
     * is part of a surrogate pair.
     */
    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
