/**
 * Bulk Leasequery again and again, for servers that speak nothing else. A pure state machine of its
 * own: it uses the values of bulk and resume, knows nothing of a live stream, and must not know
 * sockets, timers or message encodings. RFC 6926 sections 7.1 to 7.4 and 7.8.
 */
@NullMarked
package net.leasequery.requestor.poll;

import org.jspecify.annotations.NullMarked;
