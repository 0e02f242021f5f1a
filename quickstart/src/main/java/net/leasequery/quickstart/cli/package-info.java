/**
 * The command {@code bin/quickstart}: options, output, and the order of steps.
 *
 * <p>Uses {@code cluster} to run the site and {@code table} to read what arrives. Must not know processes, nor Avro
 * beyond the names of the fields that it prints.
 */
@NullMarked
package net.leasequery.quickstart.cli;

import org.jspecify.annotations.NullMarked;
