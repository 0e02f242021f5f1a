/**
 * Tries the servers of a configuration before a connector is made of it. Uses the requestor alone; must
 * not know configuration keys beyond those that it names to people, nor Kafka Connect.
 */
@NullMarked
package net.leasequery.connect.probe;

import org.jspecify.annotations.NullMarked;
