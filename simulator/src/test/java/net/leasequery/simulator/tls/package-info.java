/** Tests of secure mode over real sockets, and of the throw-away authority. */
@NullMarked
package net.leasequery.simulator.tls;

import org.jspecify.annotations.NullMarked;
