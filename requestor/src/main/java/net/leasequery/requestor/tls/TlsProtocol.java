package net.leasequery.requestor.tls;

/** The versions of TLS that may be used. Older ones are forbidden by RFC 9325 section 3.1.1. */
public enum TlsProtocol {
    /** RFC 8446. */
    TLS_1_3("TLSv1.3"),
    /** RFC 5246, with the cipher suites of {@link CipherSuites} only. */
    TLS_1_2("TLSv1.2");

    private final String jsseName;

    TlsProtocol(String jsseName) {
        this.jsseName = jsseName;
    }

    /** Name in Java and in Kafka's configuration, as {@code TLSv1.3}. */
    public String jsseName() {
        return jsseName;
    }
}
