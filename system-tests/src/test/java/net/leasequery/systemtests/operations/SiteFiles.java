package net.leasequery.systemtests.operations;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.SecureMode;
import net.leasequery.simulator.tls.ThrowAwayAuthority;

/**
 * What the examples expect in {@code /etc/leasequery}: keys, certificates and passwords of a site.
 *
 * @param folder where the files are
 * @param authority issued all certificates
 */
record SiteFiles(Path folder, ThrowAwayAuthority authority) {
    private static final String PASSWORD = "a password";

    /** Makes all anew. */
    static SiteFiles write(Path folder) throws IOException, GeneralSecurityException {
        SiteFiles site = new SiteFiles(folder, ThrowAwayAuthority.create("Site authority", KeyKind.ECDSA));
        Identity requestor = site.authority.order("kafka-connect").issue();
        Files.createDirectories(folder);
        site.write("requestor-key.pem", requestor.keyPem());
        site.write("requestor.pem", requestor.chainPem());
        site.write("requestor-key-and-chain.pem", requestor.keyPem() + requestor.chainPem());
        site.write("authority.pem", Identity.pem(site.authority.certificate()));
        site.write("secrets.properties", "store.password=" + PASSWORD + "\n");
        site.write("opensearch-password", PASSWORD);
        site.write("postgresql-password", PASSWORD);
        site.write("pseudonyms.key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        site.write("requestor.p12", requestor.keyStore("PKCS12", PASSWORD.toCharArray()));
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", site.authority.certificate());
        site.write("authority.p12", trusted);
        return site;
    }

    /** Of a DHCP server on the loopback address. */
    SecureMode serverMode() {
        return SecureMode.of(
                authority
                        .order("dhcp")
                        .forHosts("localhost")
                        .forAddresses("127.0.0.1", "::1")
                        .issue(),
                authority.certificate());
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private void write(String file, KeyStore store) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(file))) {
            store.store(out, PASSWORD.toCharArray());
        }
    }
}
