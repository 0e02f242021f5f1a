/** Tests of DHCPv4 messages: fixtures by hand, properties, fuzzing, malformations. */
@NullMarked
package net.leasequery.codec.v4;

import org.jspecify.annotations.NullMarked;
