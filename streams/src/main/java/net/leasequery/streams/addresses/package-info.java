/**
 * Processes one task's share of all addresses: takes the views of the servers, has them merged and audited, and writes
 * leases and findings.
 */
@NullMarked
package net.leasequery.streams.addresses;

import org.jspecify.annotations.NullMarked;
