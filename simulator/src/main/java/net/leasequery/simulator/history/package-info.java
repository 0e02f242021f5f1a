/**
 * The server's memory of which address changed when, of limited length (RFC 7724 section 8.2): what a
 * query-start-time can still be answered from. Uses slots of the lease table and the server's clock;
 * must not know connections or messages.
 */
@NullMarked
package net.leasequery.simulator.history;

import org.jspecify.annotations.NullMarked;
