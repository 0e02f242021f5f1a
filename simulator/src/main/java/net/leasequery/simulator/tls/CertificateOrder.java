package net.leasequery.simulator.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** One certificate that a {@link ThrowAwayAuthority} is asked for. Not safe for use by several threads. */
public final class CertificateOrder {

    private static final int SERIAL_BITS = 120;

    private final String commonName;
    private final @Nullable Identity issuer;
    private final List<GeneralName> alternatives = new ArrayList<>();
    private KeyKind kind;
    private boolean authority;
    private Instant begin = Instant.now().minus(Duration.ofHours(1));
    private Instant end = Instant.now().plus(ThrowAwayAuthority.LIFETIME);

    /**
     * @param issuer null to be signed by its own key
     */
    CertificateOrder(String commonName, @Nullable Identity issuer, KeyKind kind) {
        this.commonName = commonName;
        this.issuer = issuer;
        this.kind = kind;
    }

    /** Host names that the certificate is good for. */
    public CertificateOrder forHosts(String... hosts) {
        Stream.of(hosts).map(host -> new GeneralName(GeneralName.dNSName, host)).forEach(alternatives::add);
        return this;
    }

    /** IP addresses that the certificate is good for. */
    public CertificateOrder forAddresses(String... addresses) {
        Stream.of(addresses)
                .map(address -> new GeneralName(GeneralName.iPAddress, address))
                .forEach(alternatives::add);
        return this;
    }

    /** Keys of another kind than the authority's. */
    public CertificateOrder keys(KeyKind newKind) {
        kind = newKind;
        return this;
    }

    /** From an hour ago for 30 days by default. */
    public CertificateOrder validBetween(Instant newBegin, Instant newEnd) {
        begin = newBegin;
        end = newEnd;
        return this;
    }

    CertificateOrder asAuthority() {
        authority = true;
        return this;
    }

    /** A new key pair with its certificate, for servers and requestors alike. */
    public Identity issue() {
        Identity signer = issuer;
        if (signer == null) {
            throw new IllegalStateException("nobody to sign");
        }
        KeyPair keys = kind.generate();
        X509Certificate own = certify(keys, signer.key());
        return new Identity(
                keys.getPrivate(),
                Stream.concat(Stream.of(own), signer.chain().stream()).toList());
    }

    X509Certificate certify(KeyPair keys, PrivateKey signingKey) {
        X500Principal subject = new X500Principal("CN=" + commonName);
        X500Principal issuerName =
                issuer == null ? subject : issuer.certificate().getSubjectX500Principal();
        String algorithm = signingKey.getAlgorithm().equals("RSA")
                ? KeyKind.RSA.signatureAlgorithm()
                : KeyKind.ECDSA.signatureAlgorithm();
        try {
            JcaX509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                    issuerName,
                    new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(0),
                    Date.from(begin),
                    Date.from(end),
                    subject,
                    keys.getPublic());
            addExtensions(certificate, keys);
            return new JcaX509CertificateConverter()
                    .getCertificate(certificate.build(new JcaContentSignerBuilder(algorithm).build(signingKey)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("every JDK can sign a certificate", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addExtensions(JcaX509v3CertificateBuilder certificate, KeyPair keys)
            throws IOException, GeneralSecurityException {
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        certificate.addExtension(
                Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
        certificate.addExtension(
                Extension.keyUsage,
                true,
                authority
                        ? new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)
                        : new KeyUsage(KeyUsage.digitalSignature));
        if (issuer != null) {
            certificate.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
            certificate.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
        }
        if (!alternatives.isEmpty()) {
            certificate.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(alternatives.toArray(GeneralName[]::new)));
        }
    }
}
