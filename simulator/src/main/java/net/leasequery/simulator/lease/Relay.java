package net.leasequery.simulator.lease;

/** What relay agents reported about the client's attachment in the most recent exchange. */
public sealed interface Relay permits Ipv4Relay, Ipv6Relay {}
