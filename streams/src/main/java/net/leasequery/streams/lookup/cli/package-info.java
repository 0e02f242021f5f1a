/** Commands for people: who had an address, and lines for the file of callers. */
@NullMarked
package net.leasequery.streams.lookup.cli;

import org.jspecify.annotations.NullMarked;
