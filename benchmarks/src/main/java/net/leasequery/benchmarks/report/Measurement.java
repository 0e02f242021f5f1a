package net.leasequery.benchmarks.report;

/**
 * One stage in one round.
 *
 * @param nanos processor time per message
 * @param octets garbage per message
 */
public record Measurement(double nanos, double octets) {}
