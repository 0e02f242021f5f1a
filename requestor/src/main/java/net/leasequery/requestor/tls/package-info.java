/** How connections to a DHCP server are secured: settings, key material, and their validation. RFC 7724 section 8.1. */
@NullMarked
package net.leasequery.requestor.tls;

import org.jspecify.annotations.NullMarked;
