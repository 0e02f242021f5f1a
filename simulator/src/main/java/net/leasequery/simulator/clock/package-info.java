/**
 * The simulated server's own clock, which may be wrong by hours and may step. Knows no other package. The wire shows
 * only whole seconds since 1970, unsigned 32 bit (RFC 6926 section 6.2.3).
 */
@NullMarked
package net.leasequery.simulator.clock;

import org.jspecify.annotations.NullMarked;
