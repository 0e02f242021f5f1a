package net.leasequery.requestor.internal.netty;

import net.leasequery.requestor.internal.tls.TlsFailure;

/** Thrown if a TCP connection could not be secured. */
final class SecuringFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient TlsFailure failure;

    SecuringFailedException(TlsFailure failure) {
        super(failure.detail(), null, false, false);
        this.failure = failure;
    }

    TlsFailure failure() {
        return failure;
    }
}
