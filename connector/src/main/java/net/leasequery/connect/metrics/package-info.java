/**
 * What an operator can measure of a task, and the two ways to publish it: through the worker's own
 * metrics where it offers them, else as an MBean. Uses the requestor's status; must not know records
 * or offsets. No value here is read back by the connector.
 */
@NullMarked
package net.leasequery.connect.metrics;

import org.jspecify.annotations.NullMarked;
