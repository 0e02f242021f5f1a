package net.leasequery.requestor;

/** Why a connection, or the attempt to make one, ended. */
public enum DisconnectReason {
    /** The name could not be resolved, or the server refused or did not answer the TCP connection. */
    CONNECT_FAILED,
    /** The server closed or reset the connection. */
    CLOSED_BY_SERVER,
    /**
     * No message arrived within the receive timeout although the requestor was ready to read (RFC 7724 section 7.4).
     */
    RECEIVE_TIMEOUT,
    /**
     * A query could not be written within the data timeout, or a bulk answer stalled for that long (RFC 6926 section
     * 7.2).
     */
    DATA_TIMEOUT,
    /** The server's clock was set; a new connection asks again for everything that the step made doubtful. */
    CLOCK_STEPPED,
    /** The server ended the query with QueryTerminated (RFC 7724 section 7.4). */
    QUERY_TERMINATED,
    /** The server answered the query with an error status. */
    REFUSED,
    /** A message that the conversation does not allow here, such as a foreign transaction-id. */
    PROTOCOL_ERROR,
    /** The answer came from a server other than the one whose changes were asked for. */
    SERVER_CHANGED,
    /** A message that could not be decoded, under the policy {@code fail}. */
    MALFORMED_MESSAGE,
    /** The server did not answer the request for TLS in time (RFC 7724 section 7.2). */
    TLS_NOT_ANSWERED,
    /** The server closed the connection upon the request for TLS (RFC 7724 section 7.2). */
    TLS_CLOSED,
    /** The server answered the request for TLS with TLSConnectionRefused (RFC 7724 section 7.2). */
    TLS_REFUSED,
    /** The server agreed to TLS, but the handshake failed for a reason that has no constant of its own. */
    TLS_HANDSHAKE_FAILED,
    /** The server's certificate was not issued by a trusted authority. */
    TLS_SERVER_UNTRUSTED,
    /** The server's certificate, or one in its chain, has expired or is not yet valid. */
    TLS_SERVER_CERTIFICATE_EXPIRED,
    /**
     * The server's certificate leads to a trusted authority, but a key or signature in the chain is too weak: RSA below
     * 2048 bits, SHA-1, MD5 (RFC 9325 section 4.5).
     */
    TLS_SERVER_CERTIFICATE_WEAK,
    /**
     * The server's certificate leads to a trusted authority, but must not be used here: key usage, extended key usage,
     * name constraints or another rule of RFC 5280 forbids it.
     */
    TLS_SERVER_CERTIFICATE_UNSUITABLE,
    /** The server's certificate is valid, but does not name the configured host as subjectAltName (RFC 9525). */
    TLS_WRONG_HOST_NAME,
    /** The server refused the requestor's certificate. */
    TLS_OUR_CERTIFICATE_REFUSED,
    /** The configured keys or trusted certificates cannot be read; nothing was sent. */
    TLS_MATERIAL_UNUSABLE,
    /** A secured connection was ended by a TLS error, such as a record that was tampered with. */
    TLS_BROKEN,
    /** The requestor closed the connection. */
    STOPPED;

    /** Whether this reason is a failure of TLS. */
    public boolean isOfTls() {
        return name().startsWith("TLS_");
    }
}
