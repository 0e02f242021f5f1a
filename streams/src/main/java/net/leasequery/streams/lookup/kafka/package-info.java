/** Reads and writes the topics of the look-up, through the converters of the application. */
@NullMarked
package net.leasequery.streams.lookup.kafka;

import org.jspecify.annotations.NullMarked;
