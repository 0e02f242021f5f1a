@NullMarked
package net.leasequery.streams.lookup.http;

import org.jspecify.annotations.NullMarked;
