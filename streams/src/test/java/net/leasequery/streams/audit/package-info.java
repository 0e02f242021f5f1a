@NullMarked
package net.leasequery.streams.audit;

import org.jspecify.annotations.NullMarked;
