/** Whole messages as servers send them, read from octets to bindings. */
@NullMarked
package net.leasequery.requestor.vectors;

import org.jspecify.annotations.NullMarked;
