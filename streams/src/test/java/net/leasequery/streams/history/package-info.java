@NullMarked
package net.leasequery.streams.history;

import org.jspecify.annotations.NullMarked;
