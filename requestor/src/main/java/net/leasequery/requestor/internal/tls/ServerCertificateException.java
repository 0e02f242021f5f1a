package net.leasequery.requestor.internal.tls;

import java.security.cert.CertificateException;
import net.leasequery.requestor.DisconnectReason;

/** Thrown if the server's certificate fails a check; the message is for people. */
final class ServerCertificateException extends CertificateException {

    private static final long serialVersionUID = 1L;

    private final DisconnectReason reason;

    ServerCertificateException(DisconnectReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    DisconnectReason reason() {
        return reason;
    }
}
