package net.leasequery.streams.merge;

/**
 * Whose word stands.
 *
 * @param winner view that is believed
 * @param rule what decided
 */
public record Verdict(View winner, Rule rule) {}
