/**
 * The server's bounded history of which address changed when (RFC 7724 section 8.2), from which a query-start-time is
 * answered. Uses slots of the lease table and the server's clock; must not know connections or messages.
 */
@NullMarked
package net.leasequery.simulator.history;

import org.jspecify.annotations.NullMarked;
