/**
 * The metrics of a task, and the two ways to publish them: through the worker's own metrics if it supports that, else
 * as an MBean. Uses the requestor's status; must not know records or offsets. The connector reads no value back from
 * here.
 */
@NullMarked
package net.leasequery.connect.metrics;

import org.jspecify.annotations.NullMarked;
