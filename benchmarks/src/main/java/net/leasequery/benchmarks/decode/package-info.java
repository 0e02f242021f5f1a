/**
 * Benchmarks of the path from the octets of one message to a source record, compared with decoders of other projects.
 */
@NullMarked
package net.leasequery.benchmarks.decode;

import org.jspecify.annotations.NullMarked;
