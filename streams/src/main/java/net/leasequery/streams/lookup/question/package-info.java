/** Parses questions: addresses, clients and ports as people write them. Pure functions. */
@NullMarked
package net.leasequery.streams.lookup.question;

import org.jspecify.annotations.NullMarked;
