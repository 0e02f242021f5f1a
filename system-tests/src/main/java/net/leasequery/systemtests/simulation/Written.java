package net.leasequery.systemtests.simulation;

import org.jspecify.annotations.Nullable;

/**
 * The last record of a key.
 *
 * @param server server that reported the version
 * @param version version that the record shows or ends
 * @param bound whether it shows a lease
 * @param inferred whether the connector concluded it instead of receiving it
 * @param byStream whether it came from the stream
 * @param atMillis when it was written to Kafka
 */
record Written(int server, int version, boolean bound, boolean inferred, boolean byStream, long atMillis) {

    /** The digits in a client's name such as {@code v17}, as a number. */
    static int version(@Nullable String name) {
        return name == null
                ? 0
                : name.chars().filter(Character::isDigit).reduce(0, (high, digit) -> 10 * high + digit - '0');
    }
}
