/** Tests of the conversation in DHCPv4. */
@NullMarked
package net.leasequery.requestor.v4;

import org.jspecify.annotations.NullMarked;
