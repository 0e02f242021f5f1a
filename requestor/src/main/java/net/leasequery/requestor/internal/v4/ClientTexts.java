package net.leasequery.requestor.internal.v4;

import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/** Reads texts that clients send about themselves; a text without content is null. */
final class ClientTexts {

    private ClientTexts() {}

    /**
     * Returns the octets as UTF-8 without trailing zeros (RFC 2132 section 2). Invalid UTF-8 becomes U+FFFD, and so
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

    /**
     * Whether a text represents the octets without loss.
     *
     * @param text as {@link #text} has made it from these octets
     */
    static boolean isShownInFull(@Nullable Octets octets, @Nullable String text) {
        return octets != null
                && text != null
                && (isAscii(octets, text) || Octets.ofUtf8(text).equals(octets));
    }

    /**
     * The usual case, detected without encoding the text: a character beyond ASCII takes more than one octet, and all
     * that was replaced or left out would show in the text or its length.
     */
    private static boolean isAscii(Octets octets, String text) {
        return text.length() == octets.length() && text.indexOf('\ufffd') < 0;
    }

    /** Returns the classes separated by commas, or the plain text; null if the octets are neither, or empty. */
    static @Nullable String userClass(@Nullable Octets octets) {
        String text = octets == null ? null : UserClasses.text(octets);
        return text == null || text.isEmpty() ? null : text;
    }

    /** Returns the octets; null if there are none. */
    static @Nullable Octets octets(@Nullable Octets octets) {
        return octets == null || octets.isEmpty() ? null : octets;
    }
}
