package net.leasequery.requestor.internal.netty;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.internal.dialect.Printable;
import net.leasequery.requestor.internal.tls.TlsFailure;

/**
 * Why a connection ended or was not established.
 *
 * @param detail for people
 */
record ConnectionEnd(DisconnectReason reason, String detail) {

    private static final String UNHEARD =
            " before it sent anything; a server that does not accept our certificate may do"
                    + " so: check tlsKeys and the server's list of requestors";

    /** Describes a failed attempt. */
    static ConnectionEnd ofAttempt(Throwable cause) {
        return cause instanceof SecuringFailedException securing
                ? of(securing.failure())
                : new ConnectionEnd(DisconnectReason.CONNECT_FAILED, describe(cause));
    }

    /**
     * Describes a close by the server. With TLS 1.3 the server checks the client certificate after the handshake is
     * complete for the client, and may close the connection before its alert arrives.
     *
     * @param secured whether the connection was secured
     * @param heard whether the server had sent anything
     */
    static ConnectionEnd byServer(String detail, boolean secured, boolean heard) {
        return secured && !heard
                ? new ConnectionEnd(DisconnectReason.TLS_BROKEN, detail + UNHEARD)
                : new ConnectionEnd(DisconnectReason.CLOSED_BY_SERVER, detail);
    }

    /** Describes an orderly end of the TLS session by the server. */
    static ConnectionEnd ofTlsSession(boolean heard) {
        return new ConnectionEnd(
                DisconnectReason.CLOSED_BY_SERVER, "the server ended the TLS session" + (heard ? "" : UNHEARD));
    }

    /** Describes a failure of an open connection; the flags are those of {@link #byServer}. */
    static ConnectionEnd of(Throwable cause, boolean secured, boolean heard) {
        if (cause instanceof DecoderException && cause.getCause() instanceof SSLException broken) {
            TlsFailure failure = TlsFailure.afterHandshake(broken);
            return failure == null
                    ? new ConnectionEnd(DisconnectReason.TLS_BROKEN, "TLS failed: " + describe(broken))
                    : of(failure);
        }
        return cause instanceof IOException
                ? byServer("the connection failed: " + describe(cause), secured, heard)
                : new ConnectionEnd(
                        DisconnectReason.CLOSED_BY_SERVER,
                        "the connection was ended by an internal error: " + Printable.text(cause.toString()));
    }

    static String describe(Throwable cause) {
        if (cause instanceof ClosedChannelException) {
            return "the connection was closed at once";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : Printable.text(message);
    }

    private static ConnectionEnd of(TlsFailure failure) {
        return new ConnectionEnd(failure.reason(), failure.detail());
    }
}
