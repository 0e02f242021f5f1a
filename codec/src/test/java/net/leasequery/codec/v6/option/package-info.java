/** Tests of what DHCPv6 options are made of. */
@NullMarked
package net.leasequery.codec.v6.option;

import org.jspecify.annotations.NullMarked;
