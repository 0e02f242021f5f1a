/**
 * DHCP failover between two servers, as a model: the endpoint states of RFC 8156 section 8 and their effect on
 * leases, lazy binding updates, the MCLT, and the partner lifetime. IPv4 pairs follow the same model and can also
 * balance load. Messages between partners are values on a simulated network, not octets.
 */
@NullMarked
package net.leasequery.simulator.failover;

import org.jspecify.annotations.NullMarked;
