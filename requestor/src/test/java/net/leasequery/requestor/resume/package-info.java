/** The arithmetic of resumption, and a model of a server that checks it. */
@NullMarked
package net.leasequery.requestor.resume;

import org.jspecify.annotations.NullMarked;
