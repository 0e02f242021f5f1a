/** Tests of clocks. */
@NullMarked
package net.leasequery.requestor.clock;

import org.jspecify.annotations.NullMarked;
