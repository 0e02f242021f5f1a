package net.leasequery.requestor.internal.v4;

import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/** Reads what clients say of themselves; what says nothing is null. */
final class ClientTexts {

    private ClientTexts() {}

    /**
     * The octets as UTF-8 without zeros at their end (RFC 2132 section 2). What is not UTF-8 becomes U+FFFD, and so
     * does a null character, which many databases refuse.
     */
    static @Nullable String text(@Nullable Octets octets) {
        Octets said = octets == null ? Octets.EMPTY : octets.withoutTrailingZeros();
        if (said.isEmpty()) {
            return null;
        }
        String text = said.toUtf8();
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\ufffd');
    }

    /** Whether {@link #text} shows the octets in full. */
    static boolean isShownInFull(@Nullable Octets octets) {
        if (octets == null) {
            return false;
        }
        if (isAsciiWithoutZeros(octets)) {
            return !octets.isEmpty();
        }
        String text = text(octets);
        return text != null && Octets.ofUtf8(text).equals(octets);
    }

    /** The usual case, which is seen without a text. */
    private static boolean isAsciiWithoutZeros(Octets octets) {
        for (int i = 0; i < octets.length(); i++) {
            if (octets.get(i) <= 0) {
                return false;
            }
        }
        return true;
    }

    /** The classes with commas between them, or the plain text; null if it is neither or nothing. */
    static @Nullable String userClass(@Nullable Octets octets) {
        String text = octets == null ? null : UserClasses.text(octets);
        return text == null || text.isEmpty() ? null : text;
    }

    /** The octets; null if there are none. */
    static @Nullable Octets octets(@Nullable Octets octets) {
        return octets == null || octets.isEmpty() ? null : octets;
    }
}
