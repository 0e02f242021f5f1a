/** Answers with their certainty and doubts, as data and in words. Pure functions. */
@NullMarked
package net.leasequery.streams.lookup.answer;

import org.jspecify.annotations.NullMarked;
