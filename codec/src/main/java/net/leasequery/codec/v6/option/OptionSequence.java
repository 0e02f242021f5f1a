package net.leasequery.codec.v6.option;

import java.util.Objects;
import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Options that follow one another. Code and data are read from the message without a call to the option, of which there
 * are as many classes as codes. An option of an ordinary message (see {@link PlainOptions}) becomes an object each time
 * it is requested: most of them are read from their data alone. Immutable.
 */
final class OptionSequence {

    private static final int ABSENT = -1;

    private final @Nullable Octets message;
    /** Of an {@link OptionTable}. */
    private final long[] entries;
    /** Index of the first of these options in {@link #entries}. */
    private final int first;

    private final int count;
    /** The bits of all codes. Of each binding, more than half of the options that are looked up are absent. */
    private final long filter;
    /** An array instead of a list, because it needs no iterator; null if the options are not decoded. */
    private final Dhcpv6Option @Nullable [] options;

    /** Options of an ordinary message, not decoded yet. */
    OptionSequence(Octets message, long[] entries, int block) {
        this(message, entries, block, null);
    }

    private OptionSequence(@Nullable Octets message, long[] entries, int block, Dhcpv6Option @Nullable [] options) {
        this.message = message;
        this.entries = entries;
        this.first = OptionTable.firstOf(block);
        this.count = OptionTable.countOf(entries, block);
        this.filter = OptionTable.filterAt(entries, block);
        this.options = options;
    }

    /** Returns options that were built. */
    static OptionSequence ofBuilt(Dhcpv6Option... options) {
        OptionTable codes = new OptionTable(options.length);
        int block = codes.beginBlock();
        long filter = 0;
        for (Dhcpv6Option option : options) {
            codes.add(option.optionCode(), 0, 0);
            filter |= OptionTable.filterOf(option.optionCode());
        }
        codes.endBlock(block, filter);
        return new OptionSequence(null, codes.entries(), block, options);
    }

    /**
     * Returns options that were decoded one by one.
     *
     * @param places of the options in this order
     */
    static OptionSequence ofDecoded(Dhcpv6Option[] options, Octets message, OptionTable places) {
        return message.length() > OptionTable.MOST_OCTETS
                ? ofBuilt(options)
                : new OptionSequence(message, places.entries(), OptionTable.OUTERMOST, options);
    }

    int count() {
        return count;
    }

    /** Whether it is known that all options, those nested in them included, have the format of their RFCs. */
    boolean isPlain() {
        return options == null;
    }

    /** Whether each option has set a bit of its own. */
    boolean isKnownToBeDistinct() {
        return Long.bitCount(filter) == count;
    }

    private long entryAt(int index) {
        return entries[first + Objects.checkIndex(index, count)];
    }

    Dhcpv6Option at(int index) {
        return options == null ? decoded(entryAt(index)) : options[index];
    }

    /** Decodes an option of an ordinary message. */
    private Dhcpv6Option decoded(long entry) {
        Octets octets = Objects.requireNonNull(message, "all options that were built are there");
        int nested = OptionTable.nested(entry);
        int from = OptionTable.offset(entry);
        Dhcpv6Options within = nested == OptionTable.OUTERMOST
                ? Dhcpv6Options.NONE
                : Dhcpv6Options.ofPlain(new OptionSequence(octets, entries, nested), null);
        int to = from + OptionTable.length(entry);
        return OptionDecoder.decode(OptionTable.code(entry), new OctetReader(octets, from, to, within));
    }

    int codeAt(int index) {
        return OptionTable.code(entryAt(index));
    }

    Octets dataAt(int index) {
        long entry = entryAt(index);
        return message == null
                ? OptionEncoder.data(at(index))
                : message.slice(OptionTable.offset(entry), OptionTable.length(entry));
    }

    /** Whether an option does not have the format of its RFC. */
    boolean isMalformedAt(int index) {
        return options != null && options[index] instanceof OpaqueOption opaque && opaque.isMalformed();
    }

    /** Returns the index of the next option of a code, which may be the one at {@code from}; negative if none. */
    int find(int code, int from) {
        if ((filter & OptionTable.filterOf(code)) != 0) {
            for (int i = from; i < count; i++) {
                if (OptionTable.code(entries[first + i]) == code) {
                    return i;
                }
            }
        }
        return ABSENT;
    }

    /** Returns the index of the first option of a code that has the format of its RFC; negative if there is none. */
    int findWellFormed(int code) {
        int index = find(code, 0);
        while (index >= 0 && isMalformedAt(index)) {
            index = find(code, index + 1);
        }
        return index;
    }
}
