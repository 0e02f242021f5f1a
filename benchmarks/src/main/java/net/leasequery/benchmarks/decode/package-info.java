/** Benchmarks of the way from the octets of one message to a source record, beside decoders of others. */
@NullMarked
package net.leasequery.benchmarks.decode;

import org.jspecify.annotations.NullMarked;
