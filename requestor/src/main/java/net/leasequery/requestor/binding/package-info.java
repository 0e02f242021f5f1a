/**
 * What a server says of one address, in terms common to DHCPv4 and DHCPv6: immutable values with
 * absolute times in the server's clock. Knows the codec only for its {@link net.leasequery.codec.Octets} and VPNs;
 * knows neither sockets nor the conversation that brought a binding. RFC 6926 sections 6.2 and 7.4.
 */
@NullMarked
package net.leasequery.requestor.binding;

import org.jspecify.annotations.NullMarked;
