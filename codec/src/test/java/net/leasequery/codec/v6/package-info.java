/** Tests of the DHCPv6 messages and options against octets written by hand from the RFCs. */
@NullMarked
package net.leasequery.codec.v6;

import org.jspecify.annotations.NullMarked;
