/**
 * Kafka Connect transforms and predicates for the records of the bindings topic, at the source and at any sink. Uses
 * Kafka Connect's API; must not depend on the connector, the requestor or the codec. The data contract
 * ({@code Binding.avsc}) alone defines a binding.
 */
@NullMarked
package net.leasequery.transforms;

import org.jspecify.annotations.NullMarked;
