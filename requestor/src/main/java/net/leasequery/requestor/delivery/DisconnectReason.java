package net.leasequery.requestor.delivery;

/** Why a connection, or the attempt to make one, ended. */
public enum DisconnectReason {
    /** The name could not be resolved, or the server refused or did not answer the TCP connection. */
    CONNECT_FAILED,
    /** The server closed or reset the connection. */
    CLOSED_BY_SERVER,
    /** No message for active.receive.timeout.ms while we were ready to read (RFC 7724 section 7.4). */
    RECEIVE_TIMEOUT,
    /** A query could not be written, or a bulk answer stalled, for bulk.data.timeout.ms (RFC 6926 section 7.2). */
    DATA_TIMEOUT,
    /** The server said goodbye with QueryTerminated (RFC 7724 section 7.4). */
    QUERY_TERMINATED,
    /** The server answered the query with an error status. */
    REFUSED,
    /** A message that the conversation does not allow here, such as a foreign transaction-id. */
    PROTOCOL_ERROR,
    /** A message that could not be decoded, under the policy {@code fail}. */
    MALFORMED_MESSAGE,
    /** TLS could not be established. */
    TLS_FAILED,
    /** We closed it. */
    STOPPED
}
