/**
 * Everything about TLS but the wire: where keys and trusted certificates come from, engines that offer
 * only what RFC 9325 recommends, and what a failure means in words. Uses Bouncy Castle through provider
 * instances that are never installed in the JVM; must not know Netty, conversations or Kafka. Secrets
 * live here and are never part of a text. RFC 7724 sections 7.2 and 9, RFC 7653 section 8.2.
 */
@NullMarked
package net.leasequery.requestor.tls;

import org.jspecify.annotations.NullMarked;
