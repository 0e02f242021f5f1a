package net.leasequery.codec.v4;

/**
 * A set of codes from 0 to 255. It has four fields instead of an array, so that the JIT compiler can avoid the
 * allocation.
 */
final class CodeSet {

    private long to63;
    private long to127;
    private long to191;
    private long to255;

    /** Adds a code; returns false if it was already present. */
    boolean add(int code) {
        long bit = 1L << code;
        return switch (code >> 6) {
            case 0 -> {
                boolean absent = (to63 & bit) == 0;
                to63 |= bit;
                yield absent;
            }
            case 1 -> {
                boolean absent = (to127 & bit) == 0;
                to127 |= bit;
                yield absent;
            }
            case 2 -> {
                boolean absent = (to191 & bit) == 0;
                to191 |= bit;
                yield absent;
            }
            default -> {
                boolean absent = (to255 & bit) == 0;
                to255 |= bit;
                yield absent;
            }
        };
    }
}
