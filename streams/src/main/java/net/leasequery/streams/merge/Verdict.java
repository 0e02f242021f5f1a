package net.leasequery.streams.merge;

/**
 * The outcome of a merge.
 *
 * @param winner view that is believed
 * @param rule that decided
 */
public record Verdict(View winner, Rule rule) {}
