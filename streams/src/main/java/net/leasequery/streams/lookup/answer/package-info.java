/** What is answered, how sure it is, and why not if not; as data and in words. Pure. */
@NullMarked
package net.leasequery.streams.lookup.answer;

import org.jspecify.annotations.NullMarked;
