package net.leasequery.requestor.tls;

import java.security.cert.X509Certificate;

/** What a server calls itself, before anybody vouches for it: bounded, and without control characters. */
final class PeerText {

    private static final int LONGEST = 200;

    private PeerText() {}

    static String subject(X509Certificate certificate) {
        return printable(certificate.getSubjectX500Principal().getName());
    }

    static String issuer(X509Certificate certificate) {
        return printable(certificate.getIssuerX500Principal().getName());
    }

    static String printable(String text) {
        String bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return bounded.replaceAll("[^\\p{Print}\\p{L}]", " ");
    }
}
