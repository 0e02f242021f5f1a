@NullMarked
package net.leasequery.streams.lookup.question;

import org.jspecify.annotations.NullMarked;
