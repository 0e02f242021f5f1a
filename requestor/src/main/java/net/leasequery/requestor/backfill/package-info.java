/**
 * Bulk Leasequery beside the live stream, to bring what that cannot: a snapshot, or a window that the
 * server's history no longer covers. A second pure state machine, and the window that keeps an older
 * bulk reply from overwriting a newer live one. Must not know sockets, timers or message encodings.
 * RFC 6926 sections 7.1 to 7.3, 7.6 and 7.8; RFC 7724 section 7.4.1.
 */
@NullMarked
package net.leasequery.requestor.backfill;

import org.jspecify.annotations.NullMarked;
