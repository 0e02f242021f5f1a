/** Tests of the DHCPv6 dialect. */
@NullMarked
package net.leasequery.requestor.internal.v6;

import org.jspecify.annotations.NullMarked;
