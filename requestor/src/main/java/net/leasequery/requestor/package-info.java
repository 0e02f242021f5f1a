/**
 * One Leasequery conversation with one DHCP server, as a plain Java library: settings in, an ordered stream of {@link
 * net.leasequery.requestor.Delivery deliveries} out, each with the {@link net.leasequery.requestor.ResumeState} that
 * may be stored with it. Begin with {@link net.leasequery.requestor.LeasequeryRequestor}. This package and {@code tls}
 * are the complete public API; everything below {@code internal} may change at any time. RFC 7724 section 7, RFC 6926
 * section 7, RFC 7653 section 8, RFC 5460 section 5.
 */
@NullMarked
package net.leasequery.requestor;

import org.jspecify.annotations.NullMarked;
