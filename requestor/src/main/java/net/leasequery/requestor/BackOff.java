package net.leasequery.requestor;

import java.time.Duration;

/**
 * Exponential back-off with full jitter between connection attempts.
 *
 * @param initial upper bound of the first wait
 * @param max upper bound of every wait
 */
public record BackOff(Duration initial, Duration max) {}
