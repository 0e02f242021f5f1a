package net.leasequery.requestor.internal.dialect;

/**
 * The answer of a server to the request for TLS. Silence and closing the connection are answers too, but not messages.
 * RFC 7724 section 7.2, RFC 7653 section 8.2.
 */
public sealed interface TlsAnswer {

    /** The handshake may begin. */
    record Agreed() implements TlsAnswer {}

    /**
     * The server refused TLS.
     *
     * @param words status and text, for people
     */
    record Refused(String words) implements TlsAnswer {}

    /**
     * A message that does not answer the request.
     *
     * @param what description of the message, for people
     */
    record SomethingElse(String what) implements TlsAnswer {}
}
