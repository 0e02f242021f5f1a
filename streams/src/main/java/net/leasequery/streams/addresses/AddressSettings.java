package net.leasequery.streams.addresses;

import net.leasequery.streams.audit.Frontier;
import net.leasequery.streams.groups.Groups;

/**
 * What every task works by.
 *
 * @param groups which servers share leases
 * @param epsilonMillis transactions no further apart are simultaneous
 * @param expiryToleranceMillis ends of a lease no further apart are one
 * @param audits whether findings are written
 * @param frontier how far the inputs have been processed
 */
public record AddressSettings(
        Groups groups, long epsilonMillis, long expiryToleranceMillis, boolean audits, Frontier frontier) {}
