package net.leasequery.connect.probe;

import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.DisconnectReason;

/**
 * Why a server cannot be followed with these settings.
 *
 * @param reason kind of failure
 * @param detail what happened, as one human-readable line
 */
public record Finding(DhcpServer server, DisconnectReason reason, String detail) {

    /** One sentence with the failure and its remedy. */
    public String sentence() {
        return "server " + server.name() + " at " + server.host() + ":" + server.port() + ": " + detail + "; "
                + remedy();
    }

    private String remedy() {
        return switch (reason) {
            case CONNECT_FAILED -> "check its address, and that it listens for Leasequery on TCP";
            case REFUSED -> "check what the server allows this address to ask, and query.mode and bulk.query.types";
            case CLOSED_BY_SERVER, PROTOCOL_ERROR, SERVER_CHANGED, MALFORMED_MESSAGE ->
                "it may not support the query: a server with only Bulk Leasequery needs query.mode=bulk";
            case RECEIVE_TIMEOUT, DATA_TIMEOUT -> "check that it is a Leasequery server";
            case QUERY_TERMINATED, STOPPED -> "it is going down; try again later";
            case CLOCK_STEPPED -> "check how the server's clock is set; try again";
            case TLS_NOT_ANSWERED, TLS_CLOSED, TLS_REFUSED ->
                "enable TLS at the server, or ask for clear text by security.protocol=PLAINTEXT";
            case TLS_SERVER_UNTRUSTED -> "check ssl.truststore.*";
            case TLS_SERVER_CERTIFICATE_EXPIRED -> "renew the server's certificate";
            case TLS_SERVER_CERTIFICATE_WEAK, TLS_SERVER_CERTIFICATE_UNSUITABLE ->
                "give the server another certificate";
            case TLS_WRONG_HOST_NAME -> "use a name in the subjectAltName of its certificate in dhcp.servers";
            case TLS_OUR_CERTIFICATE_REFUSED -> "check ssl.keystore.*, and the server's list of requestors";
            case TLS_HANDSHAKE_FAILED, TLS_MATERIAL_UNUSABLE, TLS_BROKEN -> "check the keys ssl.*";
        };
    }
}
