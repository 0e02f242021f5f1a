/** Tests of the back-fill's values. */
@NullMarked
package net.leasequery.requestor.backfill;

import org.jspecify.annotations.NullMarked;
