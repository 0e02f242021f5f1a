@NullMarked
package net.leasequery.streams.app;

import org.jspecify.annotations.NullMarked;
