/** Tests of the state machine, without sockets or clocks. */
@NullMarked
package net.leasequery.requestor.conversation;

import org.jspecify.annotations.NullMarked;
