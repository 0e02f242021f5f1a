package net.leasequery.simulator.churn;

import java.util.random.RandomGenerator;

/**
 * How often each kind of change happens, as weights relative to their sum.
 *
 * @param discover a new client is given a free address
 * @param renew a holder extends its lease
 * @param release a holder gives its address back
 * @param decline a holder finds its address already in use
 * @param reset the operator frees an abandoned address
 * @param partner the partner server reports a lease that it made a moment ago
 */
public record ChurnMix(int discover, int renew, int release, int decline, int reset, int partner) {

    /** Mostly renewals, as in an access network; every kind often enough to occur within a minute. */
    public static final ChurnMix REALISTIC = new ChurnMix(20, 60, 13, 1, 1, 5);

    /**
     * Checks the weights.
     *
     * @throws IllegalArgumentException if one is negative or all are zero
     */
    public ChurnMix {
        if (Math.min(Math.min(discover, renew), Math.min(release, decline)) < 0 || Math.min(reset, partner) < 0) {
            throw new IllegalArgumentException("a weight is negative");
        }
        if (discover + renew + release + decline + reset + partner == 0) {
            throw new IllegalArgumentException("all weights are zero");
        }
    }

    /** Draws a kind of change. */
    ChurnKind draw(RandomGenerator random) {
        int point = random.nextInt(discover + renew + release + decline + reset + partner);
        for (ChurnKind kind : ChurnKind.values()) {
            point -= weightOf(kind);
            if (point < 0) {
                return kind;
            }
        }
        throw new AssertionError("the weights do not add up to their sum");
    }

    private int weightOf(ChurnKind kind) {
        return switch (kind) {
            case DISCOVER -> discover;
            case RENEW -> renew;
            case RELEASE -> release;
            case DECLINE -> decline;
            case RESET -> reset;
            case PARTNER -> partner;
        };
    }
}
