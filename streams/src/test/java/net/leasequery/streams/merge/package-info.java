@NullMarked
package net.leasequery.streams.merge;

import org.jspecify.annotations.NullMarked;
