/**
 * The Kafka Connect source connector: one task per DHCP server, from a requestor's deliveries to source records. Uses
 * Kafka Connect's API and the requestor; must not know Netty, DHCP messages or serialisers. The resume state holds what
 * is needed to lose nothing at a restart, see {@link net.leasequery.connect.offset}.
 */
@NullMarked
package net.leasequery.connect;

import org.jspecify.annotations.NullMarked;
