/** What look-up reads from topics and writes to them, through the converters of the application. */
@NullMarked
package net.leasequery.streams.lookup.kafka;

import org.jspecify.annotations.NullMarked;
