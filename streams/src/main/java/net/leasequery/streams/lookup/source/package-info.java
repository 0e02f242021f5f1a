/** Interfaces for the sources of answers and the log of look-ups. */
@NullMarked
package net.leasequery.streams.lookup.source;

import org.jspecify.annotations.NullMarked;
