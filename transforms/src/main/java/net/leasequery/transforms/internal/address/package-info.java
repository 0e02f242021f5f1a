/** IP addresses and subnets, read from text without asking a name server. */
@NullMarked
package net.leasequery.transforms.internal.address;

import org.jspecify.annotations.NullMarked;
