package net.leasequery.simulator.wire;

/**
 * A status that ends or refuses a query.
 *
 * @param code status code of the family
 * @param text for a person; may be empty
 */
public record Verdict(int code, String text) {}
