package net.leasequery.codec.v6.option;

/** Ranges of the unsigned fields, checked when a value is created, not when it is written. */
final class Unsigned {

    /** 0xffffffff: as a lifetime, T1 or T2 it means infinity. RFC 8415 section 7.7. */
    static final long MAX_32 = 0xffff_ffffL;

    private Unsigned() {}

    static int check8(int value, String field) {
        return (int) check(value, 0xff, field);
    }

    static int check16(int value, String field) {
        return (int) check(value, 0xffff, field);
    }

    static long check32(long value, String field) {
        return check(value, MAX_32, field);
    }

    private static long check(long value, long max, String field) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(field + " is " + value + ", not within 0.." + max);
        }
        return value;
    }
}
