/**
 * One Leasequery conversation with one DHCP server, as a plain Java library: settings in, an ordered
 * stream of {@link net.leasequery.requestor.delivery.Delivery deliveries} out. Uses the codec and
 * Netty; must not know Kafka. RFC 7724 section 7, RFC 6926 section 7; RFC 7653 section 8 and
 * RFC 5460 section 5 find their place as a second dialect of the same conversation.
 */
@NullMarked
package net.leasequery.requestor;

import org.jspecify.annotations.NullMarked;
