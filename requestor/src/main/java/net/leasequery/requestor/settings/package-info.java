/**
 * What its owner chooses for a requestor: server, queries, times, limits, policies. Immutable values that are
 * checked when they are built. May use the bindings' values and the TLS settings; must not know how a conversation
 * runs. RFC 7724 section 5.3, RFC 6926 section 6.3.
 */
@NullMarked
package net.leasequery.requestor.settings;

import org.jspecify.annotations.NullMarked;
