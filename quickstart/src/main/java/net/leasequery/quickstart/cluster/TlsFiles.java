package net.leasequery.quickstart.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.ThrowAwayAuthority;

/**
 * Keys and certificates from a throw-away authority, in files: those of a DHCP server on the loopback
 * address, and those of connectors, to which a configuration refers through the worker's ConfigProvider
 * {@code dir}.
 *
 * @param folder folder of the files
 */
public record TlsFiles(Path folder) {
    /** The only requestor that the server accepts. */
    private static final String REQUESTOR = "kafka-connect";

    private static final String AUTHORITY_FILE = "authority.pem";
    private static final String SERVER_FILE = "server.pem";
    private static final String KEY_FILE = "requestor-key.pem";
    private static final String CHAIN_FILE = "requestor-chain.pem";

    /** Creates new keys and certificates. */
    public static TlsFiles make(WorkFolder work) throws IOException {
        TlsFiles files = new TlsFiles(work.of("tls"));
        ThrowAwayAuthority authority = ThrowAwayAuthority.create("Quickstart authority", KeyKind.ECDSA);
        Identity requestor = authority.order(REQUESTOR).issue();
        Files.createDirectories(files.folder());
        Files.writeString(files.folder().resolve(AUTHORITY_FILE), Identity.pem(authority.certificate()));
        authority
                .order("dhcp server")
                .forHosts("localhost")
                .forAddresses("127.0.0.1")
                .issue()
                .write(files.folder().resolve(SERVER_FILE));
        Files.writeString(files.folder().resolve(KEY_FILE), requestor.keyPem());
        Files.writeString(files.folder().resolve(CHAIN_FILE), requestor.chainPem());
        return files;
    }

    /** The private key of connectors in PEM: a secret that must not appear anywhere else. */
    public String requestorKey() throws IOException {
        return Files.readString(folder.resolve(KEY_FILE));
    }

    /** The same server, in secure mode. */
    public SimulatorOptions secured(SimulatorOptions server) {
        return server.without(SimulatorOptions.INSECURE)
                .with("--tls-identity", folder.resolve(SERVER_FILE).toString())
                .with("--tls-authority", folder.resolve(AUTHORITY_FILE).toString())
                .with("--tls-allow", REQUESTOR);
    }

    /** The same connector, in secure mode. */
    public ConnectorExample secured(ConnectorExample connector) {
        return connector
                .with("security.protocol", "SSL")
                .with("ssl.keystore.type", "PEM")
                .with("ssl.keystore.key", reference(KEY_FILE))
                .with("ssl.keystore.certificate.chain", reference(CHAIN_FILE))
                .with("ssl.truststore.type", "PEM")
                .with("ssl.truststore.certificates", reference(AUTHORITY_FILE));
    }

    private String reference(String file) {
        return "${dir:" + folder + ":" + file + "}";
    }
}
