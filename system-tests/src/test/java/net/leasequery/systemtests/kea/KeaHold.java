package net.leasequery.systemtests.kea;

/**
 * A lease in force, as {@code lease4-get-all} or {@code lease6-get-all} tells it.
 *
 * @param client hardware address over IPv4, DUID over IPv6, in hexadecimal without colons
 * @param lastTransaction when the client last had to do with it, in seconds since 1970-01-01 UTC
 * @param end of the lease, in the same unit
 */
public record KeaHold(String client, long lastTransaction, long end) {}
