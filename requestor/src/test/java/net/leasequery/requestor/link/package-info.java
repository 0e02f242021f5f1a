/** The requestor on real sockets. */
@NullMarked
package net.leasequery.requestor.link;

import org.jspecify.annotations.NullMarked;
