/**
 * Kafka Connect transforms and predicates over the records of the bindings topic, for the source and for any
 * sink. Uses Kafka Connect's API; must not know the connector, the requestor or the codec: what a binding is,
 * it knows from the data contract ({@code Binding.avsc}) alone.
 */
@NullMarked
package net.leasequery.transforms;

import org.jspecify.annotations.NullMarked;
