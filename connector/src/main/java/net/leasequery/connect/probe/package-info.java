/**
 * Tries the servers of a configuration before a connector is created from it. Uses the requestor alone; must not know
 * configuration keys beyond those that its messages name, nor Kafka Connect.
 */
@NullMarked
package net.leasequery.connect.probe;

import org.jspecify.annotations.NullMarked;
