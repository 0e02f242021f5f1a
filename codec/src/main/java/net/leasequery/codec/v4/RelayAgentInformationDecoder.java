package net.leasequery.codec.v4;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sub-options of option 82, as far as they are well formed. Unlike options they have neither pad nor end:
 * codes 0 and 255 are ordinary sub-options. A repeated sub-option continues the first one only if the first one is
 * full; otherwise a second relay agent has added an option 82 of its own, and the first one is kept. RFC 3046 section
 * 2.0, RFC 3396 section 5.
 */
final class RelayAgentInformationDecoder {

    private static final int FULL = 255;
    private static final int USUAL_COUNT = 8;

    private final Octets value;
    private final List<Option> subOptions = new ArrayList<>(4);
    private final CodeSet codes = new CodeSet();
    /** For each code the length of its newest part; null until a code is repeated. */
    private int @Nullable [] newestLengths;

    private @Nullable String violation;
    private int violationAt;

    private RelayAgentInformationDecoder(Octets value) {
        this.value = value;
        readAll();
    }

    /**
     * Reads a value that must be well formed.
     *
     * @param offset of the value in the message
     * @throws MalformedMessageException if it is not
     */
    static RelayAgentInformation decode(Octets value, int offset) {
        RelayAgentInformationDecoder decoder = new RelayAgentInformationDecoder(value);
        if (decoder.violation != null) {
            throw new MalformedMessageException(offset + decoder.violationAt, decoder.violation);
        }
        return decoder.readable();
    }

    /** Whether a value of a message is well formed; creates no object unless a sub-option is repeated. */
    static boolean isWellFormed(Octets source, int offset, int length) {
        CodeSet codes = new CodeSet();
        int end = offset + length;
        int at = offset;
        while (at < end) {
            if (end - at < 2 || source.unsignedByteAt(at + 1) > end - at - 2) {
                return false;
            }
            if (!codes.add(source.unsignedByteAt(at))) {
                return new RelayAgentInformationDecoder(source.slice(offset, length)).violation == null;
            }
            at += 2 + source.unsignedByteAt(at + 1);
        }
        return true;
    }

    /** Returns the sub-options before the first fault. */
    static RelayAgentInformation readable(Octets value) {
        OptionTable plain = plain(value);
        return plain == null ? new RelayAgentInformationDecoder(value).readable() : new RelayAgentInformation(plain);
    }

    /** Returns the sub-options of a value like nearly all: well formed, no code twice. Null for any other. */
    private static @Nullable OptionTable plain(Octets value) {
        OptionTable table = new OptionTable(value, USUAL_COUNT);
        int end = value.length();
        int at = 0;
        while (at < end) {
            int left = end - at - 2;
            int length = left < 0 ? Integer.MAX_VALUE : value.unsignedByteAt(at + 1);
            int code = value.unsignedByteAt(at);
            if (length > left || table.find(code) >= 0) {
                return null;
            }
            table.add(code, at + 2, length);
            at += 2 + length;
        }
        return table;
    }

    private RelayAgentInformation readable() {
        return new RelayAgentInformation(subOptions);
    }

    private void readAll() {
        int at = 0;
        while (at < value.length()) {
            int code = value.unsignedByteAt(at);
            if (at + 1 == value.length()) {
                fault(at, "sub-option " + code + " of option 82 has no length");
                return;
            }
            int length = value.unsignedByteAt(at + 1);
            int left = value.length() - at - 2;
            if (length > left) {
                fault(at, "sub-option " + code + " of option 82 claims " + length + " octets, " + left + " are left");
                return;
            }
            add(code, value.slice(at + 2, length), at);
            at += 2 + length;
        }
    }

    private void add(int code, Octets part, int at) {
        if (codes.add(code)) {
            subOptions.add(new Option(code, part));
            if (newestLengths != null) {
                newestLengths[code] = part.length();
            }
            return;
        }
        if (newestLengths == null) {
            newestLengths = lengthsSoFar();
        }
        if (newestLengths[code] == FULL) {
            append(code, part);
            newestLengths[code] = part.length();
        } else if (violation == null) {
            fault(at, "sub-option " + code + " of option 82 comes a second time");
        }
    }

    private int[] lengthsSoFar() {
        int[] lengths = new int[256];
        subOptions.forEach(
                subOption -> lengths[subOption.code()] = subOption.value().length());
        return lengths;
    }

    private void append(int code, Octets part) {
        for (int i = 0; i < subOptions.size(); i++) {
            Option before = subOptions.get(i);
            if (before.code() == code) {
                subOptions.set(i, new Option(code, before.value().concat(part)));
            }
        }
    }

    private void fault(int at, String what) {
        violation = what;
        violationAt = at;
    }
}
