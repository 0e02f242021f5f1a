package net.leasequery.codec.v6.option;

import net.leasequery.codec.Octets;

/**
 * Codes of decoded options and positions of their data in the message, in the order of the options. Code and data are
 * read from here without a call to the option, of which there are as many classes as codes. Immutable once filled.
 */
final class OptionPlaces {

    private final Octets message;
    /** The code in the upper half, the offset in the lower one, so that options cost one array. */
    private final long[] places;

    private long filter;

    /** @param count number of options to add */
    OptionPlaces(Octets message, int count) {
        this.message = message;
        this.places = new long[count];
    }

    /** @param offset of the option-data from the start of the message; option-code and option-len stand before it */
    void set(int index, int code, int offset) {
        places[index] = (long) code << Integer.SIZE | offset;
        filter |= filterOf(code);
    }

    /**
     * Returns one of 64 bits for a code. Several codes share a bit, so a set bit only means that a code may be present,
     * but an unset one shows without a search that it is absent.
     */
    static long filterOf(int code) {
        return 1L << code;
    }

    /** The bits of all these options. */
    static long filterOf(Dhcpv6Option... options) {
        long filter = 0;
        for (Dhcpv6Option option : options) {
            filter |= filterOf(option.optionCode());
        }
        return filter;
    }

    /** The bits of all codes. */
    long filter() {
        return filter;
    }

    int codeAt(int index) {
        return (int) (places[index] >>> Integer.SIZE);
    }

    Octets dataAt(int index) {
        int offset = (int) places[index];
        return message.slice(offset, message.unsignedShortAt(offset - Short.BYTES));
    }
}
