package net.leasequery.benchmarks.report;

/**
 * One stage in one round.
 *
 * @param nanos processor time for each message
 * @param octets garbage for each message
 */
public record Measurement(double nanos, double octets) {}
