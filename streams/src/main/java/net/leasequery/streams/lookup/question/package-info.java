/** What is asked for: addresses, clients and ports as people write them. Pure. */
@NullMarked
package net.leasequery.streams.lookup.question;

import org.jspecify.annotations.NullMarked;
