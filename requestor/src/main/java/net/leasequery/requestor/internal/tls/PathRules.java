package net.leasequery.requestor.internal.tls;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the certificates in a path may be used as they are, and says in words if not. Name constraints of the
 * trusted certificate itself count as well. RFC 5280 sections 4.2.1.3 (key usage), 4.2.1.9 (basic constraints),
 * 4.2.1.10 (name constraints) and 4.2.1.12 (extended key usage).
 */
final class PathRules {

    private static final int FIRST_VERSION_WITH_EXTENSIONS = 3;

    private final List<X509Certificate> path;

    /**
     * @param path the server's certificate first, the trusted one last
     */
    PathRules(ServerPath path) {
        this.path = path.certificates();
    }

    /** Returns why the server's certificate must not be used as one; null if no rule forbids it. */
    @Nullable
    String violation() {
        try {
            String ofServer = serverUse(holder(path.get(0)));
            if (ofServer != null) {
                return ofServer;
            }
            for (X509Certificate issuer : path.subList(1, path.size())) {
                String ofIssuer = issuerUse(issuer, path.get(path.size() - 1).equals(issuer));
                if (ofIssuer != null) {
                    return ofIssuer;
                }
            }
            return nameViolation();
        } catch (CertificateEncodingException | RuntimeException e) {
            // Bouncy Castle's parsers throw IllegalArgumentException and similar exceptions for malformed extensions.
            return "the server's certificate, or one in its chain, has an extension that cannot be read";
        }
    }

    private static @Nullable String serverUse(X509CertificateHolder server) {
        ExtendedKeyUsage purposes = ExtendedKeyUsage.fromExtensions(server.getExtensions());
        if (purposes != null
                && !purposes.hasKeyPurposeId(KeyPurposeId.id_kp_serverAuth)
                && !purposes.hasKeyPurposeId(KeyPurposeId.anyExtendedKeyUsage)) {
            return subject(server) + " may not be used by a server: its extended key usage lacks serverAuth";
        }
        KeyUsage usage = KeyUsage.fromExtensions(server.getExtensions());
        if (usage != null && !usage.hasUsages(KeyUsage.digitalSignature)) {
            return subject(server) + " may not be used to sign a handshake: its key usage lacks digitalSignature";
        }
        return null;
    }

    private static @Nullable String issuerUse(X509Certificate certificate, boolean trusted)
            throws CertificateEncodingException {
        X509CertificateHolder issuer = holder(certificate);
        BasicConstraints constraints = BasicConstraints.fromExtensions(issuer.getExtensions());
        boolean oldRoot = trusted && certificate.getVersion() < FIRST_VERSION_WITH_EXTENSIONS;
        if (!oldRoot && (constraints == null || !constraints.isCA())) {
            return "the server's certificate is signed by " + PeerText.subject(certificate)
                    + ", which is not the certificate of an authority: its basic constraints lack cA";
        }
        KeyUsage usage = KeyUsage.fromExtensions(issuer.getExtensions());
        if (usage != null && !usage.hasUsages(KeyUsage.keyCertSign)) {
            return "the server's certificate is signed by " + PeerText.subject(certificate)
                    + ", which may not sign certificates: its key usage lacks keyCertSign";
        }
        return null;
    }

    private @Nullable String nameViolation() throws CertificateEncodingException {
        PKIXNameConstraintValidator allowed = new PKIXNameConstraintValidator();
        for (int i = path.size() - 1; i >= 0; i--) {
            X509CertificateHolder certificate = holder(path.get(i));
            boolean selfIssued = certificate.getSubject().equals(certificate.getIssuer());
            if (i < path.size() - 1 && (i == 0 || !selfIssued)) {
                String forbidden = forbiddenName(certificate, allowed);
                if (forbidden != null) {
                    return subject(certificate) + " carries the name " + PeerText.printable(forbidden)
                            + ", which the name constraints of its authority do not permit";
                }
            }
            narrow(allowed, certificate);
        }
        return null;
    }

    private static void narrow(PKIXNameConstraintValidator allowed, X509CertificateHolder issuer) {
        Extension extension = issuer.getExtension(Extension.nameConstraints);
        if (extension == null) {
            return;
        }
        NameConstraints constraints = NameConstraints.getInstance(extension.getParsedValue());
        GeneralSubtree[] permitted = constraints.getPermittedSubtrees();
        if (permitted != null) {
            allowed.intersectPermittedSubtree(permitted);
        }
        GeneralSubtree[] excluded = constraints.getExcludedSubtrees();
        for (GeneralSubtree subtree : excluded == null ? new GeneralSubtree[0] : excluded) {
            allowed.addExcludedSubtree(subtree);
        }
    }

    private static @Nullable String forbiddenName(
            X509CertificateHolder certificate, PKIXNameConstraintValidator allowed) {
        X500Name subject = certificate.getSubject();
        try {
            if (subject.size() > 0) {
                allowed.checkPermittedDN(subject);
                allowed.checkExcludedDN(subject);
            }
        } catch (NameConstraintValidatorException e) {
            return subject.toString();
        }
        for (GeneralName name : alternativeNames(certificate)) {
            try {
                allowed.checkPermitted(name);
                allowed.checkExcluded(name);
            } catch (NameConstraintValidatorException e) {
                return text(name);
            }
        }
        return null;
    }

    /**
     * Returns the subject alternative names of a certificate; empty if there are none.
     *
     * @throws IllegalArgumentException if they cannot be read
     */
    static GeneralName[] alternativeNames(X509CertificateHolder certificate) {
        GeneralNames names = GeneralNames.fromExtensions(certificate.getExtensions(), Extension.subjectAlternativeName);
        return names == null ? new GeneralName[0] : names.getNames();
    }

    /** Returns a name for people, not yet made printable. */
    static String text(GeneralName name) {
        if (name.getTagNo() == GeneralName.iPAddress) {
            return PeerText.address(Objects.requireNonNull(name.getName()));
        }
        return String.valueOf(name.getName());
    }

    static X509CertificateHolder holder(X509Certificate certificate) throws CertificateEncodingException {
        return new JcaX509CertificateHolder(certificate);
    }

    private static String subject(X509CertificateHolder certificate) {
        return "the certificate " + PeerText.printable(certificate.getSubject().toString());
    }
}
