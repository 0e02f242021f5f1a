package net.leasequery.codec.v6.option;

import net.leasequery.codec.Octets;

/**
 * Positions of the data of decoded options in their message, in the order of the options. Code and data are read from
 * here without a call to the option, of which there are as many classes as codes. Immutable once filled.
 */
final class OptionPlaces {

    private final Octets message;
    private final int[] offsets;

    /** @param count number of options to add */
    OptionPlaces(Octets message, int count) {
        this.message = message;
        this.offsets = new int[count];
    }

    /** @param offset of the option-data from the start of the message; option-code and option-len stand before it */
    void set(int index, int offset) {
        offsets[index] = offset;
    }

    int codeAt(int index) {
        return message.unsignedShortAt(offsets[index] - OctetReader.OPTION_HEADER);
    }

    Octets dataAt(int index) {
        int offset = offsets[index];
        return message.slice(offset, message.unsignedShortAt(offset - Short.BYTES));
    }
}
