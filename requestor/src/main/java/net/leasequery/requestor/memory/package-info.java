/**
 * Accounts of the heap that servers can make us use. Knows nothing of what is held; must not know sockets.
 */
@NullMarked
package net.leasequery.requestor.memory;

import org.jspecify.annotations.NullMarked;
