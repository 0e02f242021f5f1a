package net.leasequery.codec.v4;

import java.util.Arrays;
import java.util.List;
import net.leasequery.codec.Octets;

/**
 * Positions of option values in a run of octets, as one number each, so that no option becomes an object before it is
 * requested. Each code once, in order. Immutable once filled.
 */
final class OptionTable {

    /** No options. */
    static final OptionTable EMPTY = new OptionTable(Octets.EMPTY, 0);

    /** Limit of offsets; a frame has at most 65,535 octets. */
    static final int MOST_OCTETS = 1 << 27;

    private static final int USUAL_COUNT = 16;

    private static final int OFFSET_BITS = 27;
    private static final int LENGTH_BITS = 28;
    private static final int CODE_SHIFT = OFFSET_BITS + LENGTH_BITS + 1;
    private static final long MALFORMED = 1L << (OFFSET_BITS + LENGTH_BITS);
    private static final int OFFSET_MASK = (1 << OFFSET_BITS) - 1;
    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

    private static final int ABSENT = -1;

    /** For each code that has an accessor its index in {@link #known}; 0 for all others. */
    private static final byte[] SLOTS = slots(
            OptionCode.HOST_NAME,
            OptionCode.LEASE_TIME,
            OptionCode.MESSAGE_TYPE,
            OptionCode.SERVER_IDENTIFIER,
            OptionCode.RENEWAL_TIME,
            OptionCode.REBINDING_TIME,
            OptionCode.VENDOR_CLASS,
            OptionCode.CLIENT_IDENTIFIER,
            OptionCode.USER_CLASS,
            OptionCode.CLIENT_FQDN,
            OptionCode.RELAY_AGENT_INFORMATION,
            OptionCode.CLIENT_LAST_TRANSACTION_TIME,
            OptionCode.STATUS_CODE,
            OptionCode.BASE_TIME,
            OptionCode.START_TIME_OF_STATE,
            OptionCode.DHCP_STATE,
            OptionCode.DATA_SOURCE,
            OptionCode.VSS);

    private static final int SLOT_COUNT = 19;

    /** Bit of the slot of all codes that have no accessor. */
    private static final int SHARED_SLOT = 1;

    private final Octets source;
    private long[] places;
    private int count;
    private int malformed;
    /** Slots in use, one bit each. */
    private int slots;
    /** Index plus one by slot. Each binding looks up all of these options, many of which are absent. */
    private final byte[] known = new byte[SLOT_COUNT];

    /** Creates a table to be filled with options in {@code source}. */
    OptionTable(Octets source) {
        this(source, USUAL_COUNT);
    }

    /** Creates a table to be filled with some {@code capacity} options in {@code source}. */
    OptionTable(Octets source, int capacity) {
        this.source = source;
        this.places = new long[capacity];
    }

    /** Returns the table of options that are not contiguous in one message: joined from parts, or built. */
    static OptionTable of(List<Option> options) {
        OptionTable table = ofSubOptions(options);
        for (int i = 0; i < table.count; i++) {
            if (!KnownOptions.hasForm(table.codeAt(i), table.source, table.offsetAt(i), table.lengthAt(i))) {
                table.markMalformed(i);
            }
        }
        return table;
    }

    /** Does the same for sub-options, whose codes have meanings of their own: their form is not checked. */
    static OptionTable ofSubOptions(List<Option> options) {
        int octets = 0;
        for (Option option : options) {
            octets = Math.addExact(octets, option.value().length());
        }
        if (octets > MOST_OCTETS) {
            throw new IllegalArgumentException("options of " + octets + " octets do not fit any message");
        }
        byte[] values = new byte[octets];
        OptionTable table = new OptionTable(Octets.ofOwned(values), options.size());
        int at = 0;
        for (Option option : options) {
            int length = option.value().length();
            option.value().copyTo(values, at);
            table.add(option.code(), at, length);
            at += length;
        }
        return table;
    }

    private static byte[] slots(int... codes) {
        byte[] slots = new byte[256];
        for (int i = 0; i < codes.length; i++) {
            slots[codes[i]] = (byte) (i + 1);
        }
        return slots;
    }

    /** Returns the bit of a code's slot. */
    static int slotOf(int code) {
        return 1 << SLOTS[code];
    }

    /**
     * Adds an option whose code is not in the table yet.
     *
     * @return whether it has the format of its RFC; if not, it is marked as malformed
     */
    boolean append(int code, int offset, int length) {
        add(code, offset, length);
        boolean hasForm = KnownOptions.hasForm(code, source, offset, length);
        if (!hasForm) {
            markMalformed(count - 1);
        }
        return hasForm;
    }

    /** Adds an option whose code is not in the table yet, without a look at its value. */
    void add(int code, int offset, int length) {
        if (count == places.length) {
            places = Arrays.copyOf(places, Math.max(1, 2 * count));
        }
        places[count++] = (long) code << CODE_SHIFT | (long) length << OFFSET_BITS | offset;
        known[SLOTS[code]] = (byte) count;
        slots |= slotOf(code);
    }

    /** Moves the option that was added last to the front, where it nearly always is already. */
    void moveLastToFront() {
        long last = places[count - 1];
        System.arraycopy(places, 0, places, 1, count - 1);
        places[0] = last;
        for (int i = 0; i < count; i++) {
            known[SLOTS[codeAt(i)]] = (byte) (i + 1);
        }
    }

    /** Marks an option as malformed; it must not be marked already. */
    void markMalformed(int index) {
        places[index] |= MALFORMED;
        malformed++;
    }

    int count() {
        return count;
    }

    int malformedCount() {
        return malformed;
    }

    int codeAt(int index) {
        return (int) (places[index] >>> CODE_SHIFT);
    }

    Octets valueAt(int index) {
        return source.slice(offsetAt(index), lengthAt(index));
    }

    private int offsetAt(int index) {
        return (int) places[index] & OFFSET_MASK;
    }

    int lengthAt(int index) {
        return (int) (places[index] >>> OFFSET_BITS) & LENGTH_MASK;
    }

    /** Returns the index of the option with this code; negative if it is absent. */
    int find(int code) {
        int slot = SLOTS[code];
        if (slot != 0) {
            return (known[slot] & 0xff) - 1;
        }
        for (int i = 0; i < count; i++) {
            if ((int) (places[i] >>> CODE_SHIFT) == code) {
                return i;
            }
        }
        return ABSENT;
    }

    /** Whether each code of the table is in a set. */
    boolean containsOnly(OptionCodes codes) {
        if ((slots & ~codes.slots()) != 0) {
            return false;
        }
        return (slots & SHARED_SLOT) == 0 || eachIsIn(codes);
    }

    private boolean eachIsIn(OptionCodes codes) {
        for (int i = 0; i < count; i++) {
            if (!codes.contains(codeAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Does the same as {@link #find}, but is negative also if the option is malformed. */
    int findWellFormed(int code) {
        int index = find(code);
        return index < 0 || (places[index] & MALFORMED) != 0 ? ABSENT : index;
    }

    /** Returns the first octet of a value that has at least one. */
    int unsignedByteAt(int index) {
        return source.unsignedByteAt(offsetAt(index));
    }

    /** Returns the first four octets of a value that has at least four. */
    long unsignedIntAt(int index) {
        return source.unsignedIntAt(offsetAt(index));
    }
}
