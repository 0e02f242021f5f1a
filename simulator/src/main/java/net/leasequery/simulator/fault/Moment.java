package net.leasequery.simulator.fault;

/**
 * When a fault strikes: as soon as one connection has been sent this much since the fault was injected. Only the
 * first connection to reach the count is struck.
 *
 * @param target which connections count; messages to others do not
 * @param unit what is counted
 * @param count how much; 0 means a connection that is open now or, if there is none, the next one
 */
public record Moment(Target target, Unit unit, long count) {

    /** What a moment counts. */
    public enum Unit {
        /** Messages to the requestor. */
        MESSAGES,
        /** Octets to the requestor, lengths of frames included. */
        OCTETS
    }

    /**
     * Checks the count.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Moment {
        if (count < 0) {
            throw new IllegalArgumentException("a count of " + count + " lies in the past");
        }
    }

    /** At once. */
    public static Moment now(Target target) {
        return afterMessages(target, 0);
    }

    /** After this many messages. */
    public static Moment afterMessages(Target target, long count) {
        return new Moment(target, Unit.MESSAGES, count);
    }

    /** After this many octets, which may be in the middle of a message. */
    public static Moment afterOctets(Target target, long count) {
        return new Moment(target, Unit.OCTETS, count);
    }
}
