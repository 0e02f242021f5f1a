/** Tests of the DHCPv4 dialect. */
@NullMarked
package net.leasequery.requestor.internal.v4;

import org.jspecify.annotations.NullMarked;
