@NullMarked
package net.leasequery.streams.lookup.access;

import org.jspecify.annotations.NullMarked;
