/**
 * Turns the settings of {@code net.leasequery.requestor.tls} into TLS engines: reads keys and certificates, within
 * bounds, and decides which server to trust. RFC 5280, RFC 9325, RFC 9525.
 */
@NullMarked
package net.leasequery.requestor.internal.tls;

import org.jspecify.annotations.NullMarked;
