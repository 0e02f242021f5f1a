/**
 * Bulk Leasequery as such, whatever it is asked for: requests, the ways to refuse them, and one pass
 * through all configured queries. Pure values, shared by back-fill and poll; must not know sockets,
 * timers or message encodings. RFC 6926 sections 7.1 to 7.3 and 7.7 to 7.8.
 */
@NullMarked
package net.leasequery.requestor.bulk;

import org.jspecify.annotations.NullMarked;
