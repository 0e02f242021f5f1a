/** Tests of what both dialects share. */
@NullMarked
package net.leasequery.requestor.internal.dialect;

import org.jspecify.annotations.NullMarked;
