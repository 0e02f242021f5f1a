@NullMarked
package net.leasequery.streams.lookup.kafka;

import org.jspecify.annotations.NullMarked;
