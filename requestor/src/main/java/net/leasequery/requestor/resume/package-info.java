/**
 * Where a requestor stands and what it still owes: resume position and gap, and the arithmetic that
 * moves them. Pure values, no clocks, no sockets; the one place that decides what a restart asks
 * for. RFC 7724 sections 7.3 and 7.4.1.
 */
@NullMarked
package net.leasequery.requestor.resume;

import org.jspecify.annotations.NullMarked;
