/** Where answers come from and where look-ups are written, as interfaces. */
@NullMarked
package net.leasequery.streams.lookup.source;

import org.jspecify.annotations.NullMarked;
