/** Tests of keys, certificates and what is said about them. */
@NullMarked
package net.leasequery.requestor.tls;

import org.jspecify.annotations.NullMarked;
