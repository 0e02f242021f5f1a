@NullMarked
package net.leasequery.streams.lookup.cli;

import org.jspecify.annotations.NullMarked;
