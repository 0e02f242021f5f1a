package net.leasequery.codec.v4;

import java.util.List;
import net.leasequery.codec.Octets;

/**
 * An option, or a sub-option of option 82: its code and its whole value, joined from all its parts (RFC 3396).
 *
 * @param code 0 to 255
 * @param value the octets after the length
 */
public record Option(int code, Octets value) {

    /** @throws IllegalArgumentException if the code is not an octet */
    public Option {
        if (code < 0 || code > 255) {
            throw new IllegalArgumentException("option code must be 0 to 255, is " + code);
        }
    }

    /** Replaces the option of the same code in its place, or appends this one. */
    void putInto(List<Option> options) {
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).code == code) {
                options.set(i, this);
                return;
            }
        }
        options.add(this);
    }
}
