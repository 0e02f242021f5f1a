/** IP addresses and subnets, parsed without a query to a name server. */
@NullMarked
package net.leasequery.transforms.internal.address;

import org.jspecify.annotations.NullMarked;
