/**
 * The whole connector in one thread on virtual time. A simulated DHCP server writes octets, a simulated network
 * delays and cuts them, the real task reads them, and a simulated Kafka keeps the records, the acknowledgements and
 * the offsets. A schedule is a list of steps that can be replayed; after it, the last record of each key must equal
 * the server's binding. Knows neither the module {@code simulator} nor the codec: the wire format was written from
 * the RFCs a second time. {@link net.leasequery.systemtests.simulation.TaskUnderTest} is the only class that touches
 * the connector.
 */
@NullMarked
package net.leasequery.systemtests.simulation;

import org.jspecify.annotations.NullMarked;
