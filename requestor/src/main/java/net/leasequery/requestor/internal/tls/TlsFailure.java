package net.leasequery.requestor.internal.tls;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.tls.UnusableMaterialException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection failed to become or remain secure.
 *
 * @param reason kind of failure
 * @param detail for people: what happened, and what to do about it
 */
public record TlsFailure(DisconnectReason reason, String detail) {

    private static final String NO_TLS = "; it does not offer TLS here. In secure mode nothing goes in clear text";

    private static final int DEEPEST_CAUSE = 16;

    /** Alerts about the client certificate or its absence. RFC 8446 section 6.2. */
    private static final Set<Short> ABOUT_OUR_CERTIFICATE = Set.of(
            AlertDescription.bad_certificate,
            AlertDescription.unsupported_certificate,
            AlertDescription.certificate_revoked,
            AlertDescription.certificate_expired,
            AlertDescription.certificate_unknown,
            AlertDescription.unknown_ca,
            AlertDescription.access_denied,
            AlertDescription.certificate_required);

    /** The first of the four outcomes: no answer to the request for TLS. */
    public static TlsFailure notAnswered(Duration timeout) {
        return new TlsFailure(
                DisconnectReason.TLS_NOT_ANSWERED,
                "the server did not answer the request for TLS within " + timeout.toMillis() + " ms" + NO_TLS);
    }

    /** The second: the server closed the connection. */
    public static TlsFailure closedInstead() {
        return new TlsFailure(
                DisconnectReason.TLS_CLOSED, "the server closed the connection upon the request for TLS" + NO_TLS);
    }

    /**
     * The third: the server refused.
     *
     * @param words text from the server
     */
    public static TlsFailure refused(String words) {
        return new TlsFailure(
                DisconnectReason.TLS_REFUSED, "the server refused the request for TLS: " + words + NO_TLS);
    }

    /** The message is not an answer to the request for TLS. */
    public static TlsFailure notAnAnswer(String what) {
        return new TlsFailure(
                DisconnectReason.PROTOCOL_ERROR, "the server did not answer the request for TLS but sent " + what);
    }

    /** The configured keys or trusted certificates cannot be used. */
    public static TlsFailure unusable(UnusableMaterialException problem) {
        return new TlsFailure(DisconnectReason.TLS_MATERIAL_UNUSABLE, String.valueOf(problem.getMessage()));
    }

    /** The handshake took too long. */
    public static TlsFailure handshakeTimedOut(Duration timeout) {
        return new TlsFailure(
                DisconnectReason.TLS_HANDSHAKE_FAILED,
                "the TLS handshake did not end within " + timeout.toMillis() + " ms");
    }

    /** The octets after the server's consent are not TLS. */
    public static TlsFailure notTls() {
        return new TlsFailure(
                DisconnectReason.TLS_HANDSHAKE_FAILED, "the server agreed to TLS and then sent something else");
    }

    /** The fourth: the server consented, but the handshake failed with this cause. */
    public static TlsFailure duringHandshake(Throwable cause) {
        TlsFailure described = described(cause);
        if (described != null) {
            return described;
        }
        String message = cause instanceof IOException ? cause.getMessage() : null;
        String what = message == null ? "" : ": " + PeerText.printable(message);
        return new TlsFailure(
                DisconnectReason.TLS_HANDSHAKE_FAILED,
                "the connection ended in the TLS handshake" + what
                        + "; the server's log may say why, and a certificate of ours that it refuses is one reason");
    }

    /**
     * The secured connection failed with this cause. A TLS 1.3 server refuses the client certificate only now: for the
     * client the handshake was complete before the server had seen it.
     *
     * @return null if TLS did not cause the failure
     */
    public static @Nullable TlsFailure afterHandshake(Throwable cause) {
        TlsFailure described = described(cause);
        if (described == null || described.reason() != DisconnectReason.TLS_HANDSHAKE_FAILED) {
            return described;
        }
        return new TlsFailure(DisconnectReason.TLS_BROKEN, described.detail());
    }

    private static @Nullable TlsFailure described(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof ServerCertificateException certificate) {
                return new TlsFailure(certificate.reason(), String.valueOf(certificate.getMessage()));
            }
            if (cause instanceof TlsFatalAlertReceived alert) {
                return fromServer(alert.getAlertDescription());
            }
            if (cause instanceof TlsFatalAlert alert && alert.getCause() == null) {
                return new TlsFailure(
                        DisconnectReason.TLS_HANDSHAKE_FAILED,
                        "we ended TLS because of what the server sent: "
                                + AlertDescription.getText(alert.getAlertDescription()));
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static TlsFailure fromServer(short alert) {
        String text = AlertDescription.getText(alert);
        if (ABOUT_OUR_CERTIFICATE.contains(alert)) {
            return new TlsFailure(
                    DisconnectReason.TLS_OUR_CERTIFICATE_REFUSED,
                    "the server refused our certificate: " + text
                            + "; it must trust the authority of our certificate and allow its name to query");
        }
        String hint = switch (alert) {
            case AlertDescription.handshake_failure ->
                "; it found no version, cipher suite or certificate that both sides accept";
            case AlertDescription.protocol_version -> "; it speaks none of the TLS versions that we offer";
            default -> "";
        };
        return new TlsFailure(DisconnectReason.TLS_HANDSHAKE_FAILED, "the server ended TLS: " + text + hint);
    }
}
