package net.leasequery.simulator.fault;

/**
 * Something that happens to one connection, once.
 *
 * @param harm what happens
 * @param moment when it happens
 * @param amount its size, see {@link Harm}; 0 if the harm has none
 */
public record ConnectionFault(Harm harm, Moment moment, int amount) implements Fault {

    private static final int LONGEST_FRAME = 65_535;

    /**
     * Checks the amount.
     *
     * @throws IllegalArgumentException if the harm cannot have this amount
     */
    public ConnectionFault {
        if (amount < 0 || amount > largestAmount(harm)) {
            throw new IllegalArgumentException(harm + " with an amount of " + amount);
        }
    }

    /** A fault that needs no amount. */
    public static ConnectionFault of(Harm harm, Moment moment) {
        return new ConnectionFault(harm, moment, 0);
    }

    @Override
    public void accept(Visitor visitor) {
        visitor.connection(this);
    }

    private static int largestAmount(Harm harm) {
        return switch (harm) {
            case CLOSE, RESET, TRUNCATE, OVERSIZE, WRONG_XID -> 0;
            case TERMINATE -> 255;
            case GARBAGE -> LONGEST_FRAME;
            case DUPLICATE, REORDER -> 1000;
            case STALL -> Integer.MAX_VALUE;
        };
    }
}
