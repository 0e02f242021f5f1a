/** Proof against a TLS stack that is neither ours nor the JDK's. Needs the {@code openssl} command. */
@NullMarked
package net.leasequery.requestor.openssl;

import org.jspecify.annotations.NullMarked;
