@NullMarked
package net.leasequery.streams.lookup.answer;

import org.jspecify.annotations.NullMarked;
