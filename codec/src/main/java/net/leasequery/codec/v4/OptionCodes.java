package net.leasequery.codec.v4;

/** An immutable set of option codes, for {@link Dhcpv4Options#containsOnly}. */
public final class OptionCodes {

    private final boolean[] codes = new boolean[256];
    private final int slots;

    private OptionCodes(int[] codes) {
        int ofCodes = 0;
        for (int code : codes) {
            this.codes[code] = true;
            ofCodes |= OptionTable.slotOf(code);
        }
        slots = ofCodes;
    }

    /**
     * Returns the set of these codes.
     *
     * @throws IndexOutOfBoundsException if a code is not 0 to 255
     */
    public static OptionCodes of(int... codes) {
        return new OptionCodes(codes);
    }

    /** Whether a code from 0 to 255 is in the set. */
    public boolean contains(int code) {
        return codes[code];
    }

    /** Returns the slots of an {@link OptionTable} that these codes use, one bit each. */
    int slots() {
        return slots;
    }
}
