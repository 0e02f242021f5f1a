package net.leasequery.requestor.internal.dialect;

/**
 * What a server said to the request for TLS. Saying nothing and closing the connection are answers too, but no
 * messages. RFC 7724 section 7.2, RFC 7653 section 8.2.
 */
public sealed interface TlsAnswer {

    /** The handshake may begin. */
    record Agreed() implements TlsAnswer {}

    /**
     * No TLS here.
     *
     * @param words status and text, for people
     */
    record Refused(String words) implements TlsAnswer {}

    /**
     * No answer to the request at all.
     *
     * @param what came instead, for people
     */
    record SomethingElse(String what) implements TlsAnswer {}
}
