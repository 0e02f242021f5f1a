package net.leasequery.connect.metrics;

import java.util.function.Supplier;

/**
 * One value to publish.
 *
 * @param name in Kafka's spelling: lower case with hyphens
 * @param description with the unit
 * @param value read on demand, from any thread
 */
public record Metric(String name, String description, Supplier<Object> value) {}
