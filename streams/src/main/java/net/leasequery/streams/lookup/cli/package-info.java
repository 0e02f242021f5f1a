/** Command-line tools: look-ups of who had an address, and lines for the credentials file. */
@NullMarked
package net.leasequery.streams.lookup.cli;

import org.jspecify.annotations.NullMarked;
