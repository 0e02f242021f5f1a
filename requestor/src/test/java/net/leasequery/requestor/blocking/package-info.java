/** Tests of calls that block. */
@NullMarked
package net.leasequery.requestor.blocking;

import org.jspecify.annotations.NullMarked;
