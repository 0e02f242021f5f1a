package net.leasequery.streams.addresses;

import net.leasequery.streams.audit.Frontier;
import net.leasequery.streams.groups.Groups;

/**
 * Settings of all tasks.
 *
 * @param groups which servers share leases
 * @param epsilonMillis transactions no further apart count as simultaneous
 * @param expiryToleranceMillis lease ends no further apart count as one
 * @param audits whether findings are written
 * @param frontier how far the inputs have been processed
 */
public record AddressSettings(
        Groups groups, long epsilonMillis, long expiryToleranceMillis, boolean audits, Frontier frontier) {}
