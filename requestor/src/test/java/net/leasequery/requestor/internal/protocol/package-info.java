/** Tests of the state machines. */
@NullMarked
package net.leasequery.requestor.internal.protocol;

import org.jspecify.annotations.NullMarked;
