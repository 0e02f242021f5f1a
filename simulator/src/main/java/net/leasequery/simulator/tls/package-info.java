/**
 * Secure mode of the simulated server, and an authority that makes certificates for tests and trials. Uses the JDK's
 * TLS on purpose: a server on a different TLS stack than the requestor's reveals what only one of them takes for
 * granted. Must not know leases or queries. RFC 7724 section 8.1, RFC 7653 section 9.1.
 */
@NullMarked
package net.leasequery.simulator.tls;

import org.jspecify.annotations.NullMarked;
