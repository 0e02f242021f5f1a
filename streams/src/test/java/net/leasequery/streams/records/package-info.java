@NullMarked
package net.leasequery.streams.records;

import org.jspecify.annotations.NullMarked;
