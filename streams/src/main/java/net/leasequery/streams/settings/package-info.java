/**
 * The configuration of {@code bin/lease-streams}, read once into typed values.
 */
@NullMarked
package net.leasequery.streams.settings;

import org.jspecify.annotations.NullMarked;
