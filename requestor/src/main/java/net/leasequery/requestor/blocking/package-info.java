/**
 * Calls that the operating system may block for as long as it likes: reading files, looking up names. Knows nothing
 * of TLS, Netty or DHCP.
 */
@NullMarked
package net.leasequery.requestor.blocking;

import org.jspecify.annotations.NullMarked;
