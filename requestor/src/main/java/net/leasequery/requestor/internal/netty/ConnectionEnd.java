package net.leasequery.requestor.internal.netty;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.internal.dialect.Printable;
import net.leasequery.requestor.internal.tls.TlsFailure;

/**
 * Why a connection ended, or did not come about.
 *
 * @param detail for people
 */
record ConnectionEnd(DisconnectReason reason, String detail) {

    private static final String UNHEARD =
            " before it sent anything; a server that does not accept our certificate may do"
                    + " so: check tlsKeys and the server's list of requestors";

    /** An attempt failed. */
    static ConnectionEnd ofAttempt(Throwable cause) {
        return cause instanceof SecuringFailedException securing
                ? of(securing.failure())
                : new ConnectionEnd(DisconnectReason.CONNECT_FAILED, describe(cause));
    }

    /**
     * The server closed the connection. With TLS 1.3 it judges our certificate when the handshake is over for us, and
     * may hang up before its alert has reached us.
     *
     * @param secured whether the connection was secured
     * @param heard whether the server had sent anything
     */
    static ConnectionEnd byServer(String detail, boolean secured, boolean heard) {
        return secured && !heard
                ? new ConnectionEnd(DisconnectReason.TLS_BROKEN, detail + UNHEARD)
                : new ConnectionEnd(DisconnectReason.CLOSED_BY_SERVER, detail);
    }

    /** The server ended the TLS session in order. */
    static ConnectionEnd ofTlsSession(boolean heard) {
        return new ConnectionEnd(
                DisconnectReason.CLOSED_BY_SERVER, "the server ended the TLS session" + (heard ? "" : UNHEARD));
    }

    /** Something went wrong on an open connection; the flags are those of {@link #byServer}. */
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
