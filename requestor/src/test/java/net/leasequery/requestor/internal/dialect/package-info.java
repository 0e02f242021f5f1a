/** Tests of the DHCPv4 dialect. */
@NullMarked
package net.leasequery.requestor.internal.dialect;

import org.jspecify.annotations.NullMarked;
