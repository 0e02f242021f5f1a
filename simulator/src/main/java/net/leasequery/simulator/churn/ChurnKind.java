package net.leasequery.simulator.churn;

/** What can happen to an address in the simulated network; {@link ChurnMix} says how often. */
enum ChurnKind {
    DISCOVER,
    RENEW,
    RELEASE,
    DECLINE,
    RESET,
    PARTNER
}
