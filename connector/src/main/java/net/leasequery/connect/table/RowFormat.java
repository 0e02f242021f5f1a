package net.leasequery.connect.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import net.leasequery.requestor.LeaseType;

/**
 * The layout of a {@link TableRow} and its address in octets, one format per family. A row that does not fit its
 * format, because of a time outside its range or a field that its family never has, is kept as an object instead.
 */
enum RowFormat {
    /** With the start of the state, which DHCPv6 does not report. */
    IPV4(36) {
        @Override
        boolean fitsRest(TableRow row) {
            return isTime(row.stateStart)
                    && row.leaseType == LeaseType.V4
                    && row.deadline() == LocalTimer.UNKNOWN
                    && row.details().client() == 0
                    && row.details().link() == 0;
        }

        @Override
        void writeAddress(byte[] octets, int at, PackedAddress address) {
            INT.set(octets, at + IPV4_ADDRESS, (int) address.low());
        }

        @Override
        boolean hasAddress(byte[] octets, int at, PackedAddress address) {
            return (int) INT.get(octets, at + IPV4_ADDRESS) == (int) address.low();
        }

        @Override
        PackedAddress address(byte[] octets, int at) {
            int low = (int) INT.get(octets, at + IPV4_ADDRESS);
            return new PackedAddress(false, 0, Integer.toUnsignedLong(low), PackedAddress.NO_PREFIX);
        }

        @Override
        void writeRest(byte[] octets, int at, TableRow row, int link) {
            writeTime(octets, at + STATE_START, row.stateStart);
            SHORT.set(octets, at + SHIFT, (short) row.shift());
        }

        @Override
        TableRow.Packed rest(byte[] octets, int at) {
            return new TableRow.Packed(
                    time(octets, at + STATE_START), LocalTimer.UNKNOWN, (short) SHORT.get(octets, at + SHIFT), 0, 0);
        }
    },
    /** With client and link, and the deadline of a stream or the shift of a poll; no table has both. */
    IPV6(53) {
        @Override
        boolean fitsRest(TableRow row) {
            return row.stateStart == TableRow.ABSENT
                    && row.leaseType != LeaseType.V4
                    && (row.deadline() == LocalTimer.UNKNOWN || row.shift() == 0);
        }

        @Override
        void writeAddress(byte[] octets, int at, PackedAddress address) {
            LONG.set(octets, at + KEY, address.high());
            LONG.set(octets, at + KEY + Long.BYTES, address.low());
            octets[at + KEY + 2 * Long.BYTES] = (byte) address.prefixLength();
        }

        @Override
        boolean hasAddress(byte[] octets, int at, PackedAddress address) {
            return (long) LONG.get(octets, at + KEY + Long.BYTES) == address.low()
                    && (long) LONG.get(octets, at + KEY) == address.high()
                    && octets[at + KEY + 2 * Long.BYTES] == (byte) address.prefixLength();
        }

        @Override
        PackedAddress address(byte[] octets, int at) {
            return new PackedAddress(
                    true,
                    (long) LONG.get(octets, at + KEY),
                    (long) LONG.get(octets, at + KEY + Long.BYTES),
                    Byte.toUnsignedInt(octets[at + KEY + 2 * Long.BYTES]));
        }

        @Override
        void writeRest(byte[] octets, int at, TableRow row, int link) {
            boolean timed = row.deadline() != LocalTimer.UNKNOWN;
            SHORT.set(octets, at, (short) ((short) SHORT.get(octets, at) | (timed ? HAS_DEADLINE : 0)));
            INT.set(octets, at + DEADLINE_OR_SHIFT, timed ? row.deadline() : row.shift());
            INT.set(octets, at + CLIENT, (int) row.details().client());
            SHORT.set(octets, at + LINK, (short) link);
        }

        @Override
        TableRow.Packed rest(byte[] octets, int at) {
            boolean timed = ((short) SHORT.get(octets, at) & HAS_DEADLINE) != 0;
            int deadlineOrShift = (int) INT.get(octets, at + DEADLINE_OR_SHIFT);
            return new TableRow.Packed(
                    TableRow.ABSENT,
                    timed ? deadlineOrShift : LocalTimer.UNKNOWN,
                    timed ? 0 : deadlineOrShift,
                    client(octets, at),
                    Short.toUnsignedInt((short) SHORT.get(octets, at + LINK)));
        }
    };

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int PASS = 2;
    private static final int DIGEST = 6;
    private static final int EXPIRY = 14;
    private static final int LAST_TRANSACTION = 18;
    private static final int SCHEDULE = 22;

    private static final int SHIFT = 26;
    private static final int STATE_START = 28;
    private static final int IPV4_ADDRESS = 32;

    private static final int DEADLINE_OR_SHIFT = 26;
    private static final int CLIENT = 30;
    private static final int LINK = 34;
    private static final int KEY = 36;

    private static final int OCCUPIED = 0x8000;
    /** Not among the {@link TableRow#flags}. */
    private static final int HAS_DEADLINE = 1 << 7;

    /** Times are unsigned 32-bit seconds since 1970, up to the year 2106. */
    private static final long NO_TIME = 0xffff_ffffL;

    private final int octets;

    RowFormat(int octets) {
        this.octets = octets;
    }

    /** Returns the format for the family of this address. */
    static RowFormat of(PackedAddress address) {
        return address.ipv6() ? IPV6 : IPV4;
    }

    /** Octets of a row. */
    int octets() {
        return octets;
    }

    /** Whether a row fits this format. */
    boolean fits(TableRow row) {
        return !row.isInFlight() && isTime(row.expirySeconds()) && isTime(row.lastTransaction) && fitsRest(row);
    }

    private static boolean isTime(long seconds) {
        return seconds == TableRow.ABSENT || (seconds >= 0 && seconds < NO_TIME);
    }

    abstract boolean fitsRest(TableRow row);

    abstract void writeAddress(byte[] octets, int at, PackedAddress address);

    /**
     * Whether the row at this position has the address, which must be of the family of this format. Creates no objects,
     * because a search compares several rows.
     */
    abstract boolean hasAddress(byte[] octets, int at, PackedAddress address);

    /** The address of a row. */
    abstract PackedAddress address(byte[] octets, int at);

    abstract void writeRest(byte[] octets, int at, TableRow row, int link);

    abstract TableRow.Packed rest(byte[] octets, int at);

    /** Writes a row that {@link #fits}, with its address. */
    void write(byte[] octets, int at, PackedAddress address, TableRow row, int link) {
        writeAddress(octets, at, address);
        SHORT.set(octets, at, (short) (row.flags() | OCCUPIED));
        INT.set(octets, at + PASS, row.pass());
        LONG.set(octets, at + DIGEST, row.digest);
        writeTime(octets, at + EXPIRY, row.expirySeconds());
        writeTime(octets, at + LAST_TRANSACTION, row.lastTransaction);
        INT.set(octets, at + SCHEDULE, (int) row.details().schedule());
        writeRest(octets, at, row, link);
    }

    /**
     * Reads a row.
     *
     * @param links the number of each link
     */
    TableRow read(byte[] octets, int at, Links links) {
        return new TableRow(
                (short) SHORT.get(octets, at),
                (int) INT.get(octets, at + PASS),
                (long) LONG.get(octets, at + DIGEST),
                time(octets, at + EXPIRY),
                time(octets, at + LAST_TRANSACTION),
                Integer.toUnsignedLong((int) INT.get(octets, at + SCHEDULE)),
                rest(octets, at),
                links);
    }

    static boolean isOccupied(byte[] octets, int at) {
        return ((short) SHORT.get(octets, at) & OCCUPIED) != 0;
    }

    /** Encodes a type in two bits. */
    static int number(LeaseType type) {
        return switch (type) {
            case V4 -> 0;
            case NA -> 1;
            case TA -> 2;
            case PD -> 3;
        };
    }

    /** Decodes a {@link #number}. */
    static LeaseType type(int number) {
        return switch (number) {
            case 0 -> LeaseType.V4;
            case 1 -> LeaseType.NA;
            case 2 -> LeaseType.TA;
            default -> LeaseType.PD;
        };
    }

    /** Number of the client of an IPv6 row. */
    static long client(byte[] octets, int at) {
        return Integer.toUnsignedLong((int) INT.get(octets, at + CLIENT));
    }

    private static void writeTime(byte[] octets, int at, long seconds) {
        INT.set(octets, at, (int) (seconds == TableRow.ABSENT ? NO_TIME : seconds));
    }

    private static long time(byte[] octets, int at) {
        long read = Integer.toUnsignedLong((int) INT.get(octets, at));
        return read == NO_TIME ? TableRow.ABSENT : read;
    }
}
