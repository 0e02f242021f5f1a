package net.leasequery.requestor.tls;

import java.util.List;

/**
 * The cipher suites that may be used: only authenticated encryption with forward secrecy. RFC 9325 section 4.2 for TLS
 * 1.2, RFC 8446 section B.4 for TLS 1.3.
 */
public final class CipherSuites {

    /** Allowed suites in order of preference, by their names in the IANA registry. */
    public static final List<String> ALLOWED = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private CipherSuites() {}

    /** Whether a suite of {@link #ALLOWED} belongs to this version of TLS and to no other. */
    public static boolean fits(String suite, TlsProtocol protocol) {
        boolean namesItsKeyExchange = suite.contains("_WITH_");
        return switch (protocol) {
            case TLS_1_3 -> !namesItsKeyExchange;
            case TLS_1_2 -> namesItsKeyExchange;
        };
    }
}
