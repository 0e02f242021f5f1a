/**
 * DHCP failover between two servers, as a model: the endpoint states of RFC 8156 section 8 with what they mean for
 * leases, lazy binding updates, the MCLT, and the partner lifetime. IPv4 pairs follow the same model, with load
 * balancing besides. Messages between partners are values on a simulated network, not octets.
 */
@NullMarked
package net.leasequery.simulator.failover;

import org.jspecify.annotations.NullMarked;
