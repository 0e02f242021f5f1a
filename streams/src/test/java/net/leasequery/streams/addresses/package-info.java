@NullMarked
package net.leasequery.streams.addresses;

import org.jspecify.annotations.NullMarked;
