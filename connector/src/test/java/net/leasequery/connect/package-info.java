/** Behaviour of connector and task, with a scripted requestor in the place of a server. */
@NullMarked
package net.leasequery.connect;

import org.jspecify.annotations.NullMarked;
