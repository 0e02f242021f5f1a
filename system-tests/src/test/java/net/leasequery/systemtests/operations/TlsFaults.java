package net.leasequery.systemtests.operations;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.leasequery.quickstart.cluster.ConnectRestException;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.SecureMode;
import net.leasequery.simulator.tls.ThrowAwayAuthority;

/** A server whose certificate runs out soon, and one whose certificate nobody trusts. Ends both when closed. */
final class TlsFaults implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final List<LeasequeryServer> servers = new ArrayList<>();

    /** Submits the connector {@code alerts-secure}, with its key in a folder that the worker sees. */
    void start(Connectors connectors, Path folder) throws IOException {
        ThrowAwayAuthority authority = ThrowAwayAuthority.create("Authority", KeyKind.ECDSA);
        ThrowAwayAuthority other = ThrowAwayAuthority.create("Other authority", KeyKind.ECDSA);
        Identity requestor = authority.order("kafka-connect").issue();
        Instant now = Instant.now();
        LeasequeryServer expiring = started(
                authority
                        .order("dhcp")
                        .forAddresses("127.0.0.1")
                        .validBetween(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(7)))
                        .issue(),
                authority);
        LeasequeryServer untrusted =
                started(other.order("dhcp").forAddresses("127.0.0.1").issue(), authority);
        Files.writeString(folder.resolve("key.pem"), requestor.keyPem());
        Map<String, String> configuration = connectors.configuration(
                "alerts-secure",
                Map.of(
                        "dhcp.servers",
                        "expiring=127.0.0.1:" + expiring.port() + ",untrusted=127.0.0.1:" + untrusted.port(),
                        "security.protocol",
                        "SSL",
                        "ssl.keystore.type",
                        "PEM",
                        "ssl.keystore.key",
                        "${dir:" + folder + ":key.pem}",
                        "ssl.keystore.certificate.chain",
                        requestor.chainPem(),
                        "ssl.truststore.type",
                        "PEM",
                        "ssl.truststore.certificates",
                        Identity.pem(authority.certificate())));
        // The first TLS in a worker loads the provider; a busy machine may need more time for it than a validation
        // takes
        await().atMost(LIMIT)
                .ignoreExceptionsInstanceOf(ConnectRestException.class)
                .until(() -> {
                    connectors.submit("alerts-secure", configuration);
                    return true;
                });
    }

    private LeasequeryServer started(Identity identity, ThrowAwayAuthority authority) {
        LeasequeryServer server = LeasequeryServer.builder()
                .range("10.40.0.0/24")
                .activeLeasequery()
                .initialLeases(20)
                .secure(SecureMode.of(identity, authority.certificate()))
                .start();
        servers.add(server);
        return server;
    }

    @Override
    public void close() {
        servers.forEach(LeasequeryServer::close);
    }
}
