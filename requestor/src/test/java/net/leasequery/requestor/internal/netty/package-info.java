/** Tests of requestors on real sockets. */
@NullMarked
package net.leasequery.requestor.internal.netty;

import org.jspecify.annotations.NullMarked;
