/**
 * Reads back what the connector has written: the bindings topic at a start, and the records of its signal topic; looks
 * up the id and the clean-up policy of the bindings topic. Reads bindings only through the header that each record
 * carries, never through key or value, because the worker's converters decide their format. Uses Kafka's clients; must
 * not know configuration keys or schemas.
 */
@NullMarked
package net.leasequery.connect.readback;

import org.jspecify.annotations.NullMarked;
