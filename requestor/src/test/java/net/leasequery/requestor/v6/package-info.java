/** Tests of the conversation in DHCPv6. */
@NullMarked
package net.leasequery.requestor.v6;

import org.jspecify.annotations.NullMarked;
