/**
 * What a requestor tells of itself while it runs, for metrics and people. Values only; must not know who makes them.
 */
@NullMarked
package net.leasequery.requestor.status;

import org.jspecify.annotations.NullMarked;
