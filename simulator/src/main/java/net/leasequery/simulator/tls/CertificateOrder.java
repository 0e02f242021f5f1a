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
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** An order for one certificate of a {@link ThrowAwayAuthority}. Not thread-safe. */
public final class CertificateOrder {

    private static final int SERIAL_BITS = 120;

    private final String commonName;
    private final @Nullable Identity issuer;
    private final List<GeneralName> alternatives = new ArrayList<>();
    private final List<String> permittedHosts = new ArrayList<>();
    private KeyKind kind;
    private @Nullable Integer rsaBits;
    private @Nullable String signatureAlgorithm;
    private @Nullable Integer keyUsage;
    private List<KeyPurposeId> purposes = List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth);
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

    /** E-mail addresses as alternative names: names of a person and not of a host. */
    public CertificateOrder forMailboxes(String... mailboxes) {
        Stream.of(mailboxes)
                .map(mailbox -> new GeneralName(GeneralName.rfc822Name, mailbox))
                .forEach(alternatives::add);
        return this;
    }

    /** Extended key usages; server and client by default. */
    public CertificateOrder forPurposes(KeyPurposeId... newPurposes) {
        purposes = List.of(newPurposes);
        return this;
    }

    /**
     * Bits of {@link KeyUsage}; by default those that suit the certificate.
     *
     * @param bits as {@code KeyUsage.digitalSignature | KeyUsage.keyEncipherment}
     */
    public CertificateOrder keyUsage(int bits) {
        keyUsage = bits;
        return this;
    }

    /** The signature on the certificate, as {@code SHA1withRSA}; SHA-256 with the issuer's key by default. */
    public CertificateOrder signedBy(String algorithm) {
        signatureAlgorithm = algorithm;
        return this;
    }

    /** An RSA key of this length. */
    public CertificateOrder rsaKeys(int bits) {
        kind = KeyKind.RSA;
        rsaBits = bits;
        return this;
    }

    /** Restricts an authority to hosts of these domains (RFC 5280 section 4.2.1.10). */
    public CertificateOrder permittingHosts(String... domains) {
        permittedHosts.addAll(List.of(domains));
        return this;
    }

    /** Keys of another kind than the authority's. */
    public CertificateOrder keys(KeyKind newKind) {
        kind = newKind;
        return this;
    }

    /** Validity period; by default 30 days, beginning an hour ago. */
    public CertificateOrder validBetween(Instant newBegin, Instant newEnd) {
        begin = newBegin;
        end = newEnd;
        return this;
    }

    /** Issues the certificate of an authority: a root if self-signed, else an authority below its issuer. */
    public ThrowAwayAuthority issueAuthority() {
        authority = true;
        return new ThrowAwayAuthority(issue(), kind);
    }

    /** A new key pair with its certificate, for servers and requestors alike. */
    public Identity issue() {
        KeyPair keys = rsaBits == null ? kind.generate() : kind.generate(rsaBits);
        X509Certificate own = certify(keys, issuer == null ? keys.getPrivate() : issuer.key());
        Stream<X509Certificate> issuers = issuer == null ? Stream.empty() : issuer.chain().stream();
        return new Identity(
                keys.getPrivate(), Stream.concat(Stream.of(own), issuers).toList());
    }

    private X509Certificate certify(KeyPair keys, PrivateKey signingKey) {
        X500Principal subject = new X500Principal("CN=" + commonName);
        X500Principal issuerName =
                issuer == null ? subject : issuer.certificate().getSubjectX500Principal();
        String byDefault = signingKey.getAlgorithm().equals("RSA")
                ? KeyKind.RSA.signatureAlgorithm()
                : KeyKind.ECDSA.signatureAlgorithm();
        String algorithm = signatureAlgorithm == null ? byDefault : signatureAlgorithm;
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
        int fitting = authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature;
        certificate.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage == null ? fitting : keyUsage));
        if (!permittedHosts.isEmpty()) {
            certificate.addExtension(Extension.nameConstraints, true, permittedNames());
        }
        if (issuer != null) {
            certificate.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
        }
        if (!authority) {
            certificate.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
        }
        if (!alternatives.isEmpty()) {
            certificate.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(alternatives.toArray(GeneralName[]::new)));
        }
    }

    private NameConstraints permittedNames() {
        GeneralSubtree[] permitted = permittedHosts.stream()
                .map(domain -> new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain)))
                .toArray(GeneralSubtree[]::new);
        return new NameConstraints(permitted, null);
    }
}
