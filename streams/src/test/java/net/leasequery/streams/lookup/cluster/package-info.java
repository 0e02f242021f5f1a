@NullMarked
package net.leasequery.streams.lookup.cluster;

import org.jspecify.annotations.NullMarked;
