/**
 * The command {@code bin/quickstart}: options, what is printed, and the order in which things happen.
 *
 * <p>Uses {@code cluster} to run the site and {@code table} to read what arrives. Holds no knowledge of
 * processes or of Avro beyond the names of the fields that it prints.
 */
@NullMarked
package net.leasequery.quickstart.cli;

import org.jspecify.annotations.NullMarked;
