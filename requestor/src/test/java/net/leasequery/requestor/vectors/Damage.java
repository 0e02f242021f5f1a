package net.leasequery.requestor.vectors;

import java.util.Arrays;
import java.util.Random;

/** What can happen to the value of an option; its length before it always stays right. */
enum Damage {
    /** The last octet is missing. */
    TRUNCATED,
    /** Every octet that could be an inner length says more than there is. */
    INNER_LENGTH_TOO_LONG,
    /** One octet too many. */
    ONE_OCTET_AFTER,
    /** The end octet of DHCPv4 and two more. */
    THREE_OCTETS_AFTER,
    EMPTY,
    /** Something else of the same length. */
    RANDOM,
    /** Something else of any length. */
    RANDOM_LENGTH;

    byte[] to(byte[] value, Random random) {
        return switch (this) {
            case TRUNCATED -> Arrays.copyOf(value, Math.max(0, value.length - 1));
            case INNER_LENGTH_TOO_LONG -> {
                byte[] damaged = value.clone();
                for (int i = 1; i < damaged.length; i++) {
                    damaged[i] = (byte) (damaged.length + 1);
                }
                yield damaged;
            }
            case ONE_OCTET_AFTER -> Arrays.copyOf(value, value.length + 1);
            case THREE_OCTETS_AFTER -> {
                byte[] damaged = Arrays.copyOf(value, value.length + 3);
                damaged[value.length] = (byte) 0xff;
                yield damaged;
            }
            case EMPTY -> new byte[0];
            case RANDOM -> random(value.length, random);
            case RANDOM_LENGTH -> random(random.nextInt(60), random);
        };
    }

    private static byte[] random(int length, Random random) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }
}
