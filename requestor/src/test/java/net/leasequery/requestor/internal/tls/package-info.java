/** Tests of keys, certificates and TLS engines. */
@NullMarked
package net.leasequery.requestor.internal.tls;

import org.jspecify.annotations.NullMarked;
