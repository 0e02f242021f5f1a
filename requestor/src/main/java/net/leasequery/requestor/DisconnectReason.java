package net.leasequery.requestor;

/** Why a connection, or the attempt to make one, ended. */
public enum DisconnectReason {
    /** The name could not be resolved, or the server refused or did not answer the TCP connection. */
    CONNECT_FAILED,
    /** The server closed or reset the connection. */
    CLOSED_BY_SERVER,
    /** No message for the receive timeout while we were ready to read (RFC 7724 section 7.4). */
    RECEIVE_TIMEOUT,
    /** A query could not be written, or a bulk answer stalled, for the data timeout (RFC 6926 section 7.2). */
    DATA_TIMEOUT,
    /** The server's clock was set, and a new connection asks for all that this made doubtful. */
    CLOCK_STEPPED,
    /** The server said goodbye with QueryTerminated (RFC 7724 section 7.4). */
    QUERY_TERMINATED,
    /** The server answered the query with an error status. */
    REFUSED,
    /** A message that the conversation does not allow here, such as a foreign transaction-id. */
    PROTOCOL_ERROR,
    /** Another server answered than the one whose changes were asked for. */
    SERVER_CHANGED,
    /** A message that could not be decoded, under the policy {@code fail}. */
    MALFORMED_MESSAGE,
    /** The server did not answer the request for TLS in time (RFC 7724 section 7.2). */
    TLS_NOT_ANSWERED,
    /** The server closed the connection upon the request for TLS (RFC 7724 section 7.2). */
    TLS_CLOSED,
    /** The server answered the request for TLS with TLSConnectionRefused (RFC 7724 section 7.2). */
    TLS_REFUSED,
    /** The server agreed to TLS, and the handshake failed for a reason that has no name of its own. */
    TLS_HANDSHAKE_FAILED,
    /** No authority that we trust vouches for the server's certificate. */
    TLS_SERVER_UNTRUSTED,
    /** The server's certificate, or one that vouches for it, is no longer or not yet valid. */
    TLS_SERVER_CERTIFICATE_EXPIRED,
    /**
     * A trusted authority vouches for the server's certificate, but a key or signature on the way is too weak to
     * prove anything: RSA below 2048 bits, SHA-1, MD5 (RFC 9325 section 4.5).
     */
    TLS_SERVER_CERTIFICATE_WEAK,
    /**
     * A trusted authority vouches for the server's certificate, but not for this use: key usage, extended key
     * usage, name constraints or another rule of RFC 5280 is against it.
     */
    TLS_SERVER_CERTIFICATE_UNSUITABLE,
    /** The server's certificate is good, but does not carry the configured host as subjectAltName (RFC 9525). */
    TLS_WRONG_HOST_NAME,
    /** The server refused our certificate. */
    TLS_OUR_CERTIFICATE_REFUSED,
    /** Our own keys or trusted certificates cannot be read; nothing was sent. */
    TLS_MATERIAL_UNUSABLE,
    /** A secured connection was ended by a fault of TLS, such as a record that was tampered with. */
    TLS_BROKEN,
    /** We closed it. */
    STOPPED;

    /** Whether it is a failure of TLS. */
    public boolean isOfTls() {
        return name().startsWith("TLS_");
    }
}
