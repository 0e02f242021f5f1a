package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import net.leasequery.simulator.server.Profile;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.ThrowAwayAuthority;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code validate.connection=true} tries the servers out, and tells apart what can stand in the way. */
@Timeout(60)
class ValidatedConnectionTest {

    private static final String RANGE = "192.0.2.0/28";

    private final Map<String, String> configuration = new HashMap<>(Map.of(
            "topic.prefix", "campus",
            "security.protocol", "PLAINTEXT",
            "validate.connection", "true"));

    @Test
    void aServerThatTakesTheQueryIsInOrder() {
        try (LeasequeryServer server = simulator().activeLeasequery().insecure().start()) {
            assertThat(problemsWith(server.port())).isEmpty();
        }
    }

    @Test
    void aServerThatAnswersAPollIsInOrder() {
        try (LeasequeryServer server = simulator().insecure().initialLeases(1).start()) {
            configuration.put("query.mode", "bulk");

            assertThat(problemsWith(server.port())).isEmpty();
        }
    }

    @Test
    void nothingIsTriedUnlessAskedFor() throws IOException {
        configuration.remove("validate.connection");

        assertThat(problemsWith(vacatedPort())).isEmpty();
    }

    @Test
    void aRefusedConnectionIsTold() throws IOException {
        assertThat(problemsWith(vacatedPort()))
                .containsOnlyKeys("dhcp.servers")
                .hasEntrySatisfying(
                        "dhcp.servers",
                        text -> assertThat(text).contains("server east", "refused", "check its address"));
    }

    @Test
    void anUnansweredConnectionIsToldAsATimeout() throws IOException {
        configuration.put("connect.timeout.ms", "300");
        secure();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(problemsWith(silent.getLocalPort()))
                    .containsOnlyKeys("security.protocol")
                    .hasEntrySatisfying(
                            "security.protocol", text -> assertThat(text).contains("300 ms", "PLAINTEXT"));
        }
    }

    @Test
    void aServerWithoutTlsIsTold() {
        secure();
        try (LeasequeryServer server = simulator().activeLeasequery().insecure().start()) {
            assertThat(problemsWith(server.port()))
                    .containsOnlyKeys("security.protocol")
                    .hasEntrySatisfying(
                            "security.protocol",
                            text -> assertThat(text).contains("TLS", "security.protocol=PLAINTEXT"));
        }
    }

    @Test
    void aQueryThatIsNotAllowedIsToldByItsStatus() {
        configuration.put("query.mode", "bulk");
        try (LeasequeryServer server =
                simulator().profile(Profile.KEA).insecure().start()) {
            assertThat(problemsWith(server.port()))
                    .containsOnlyKeys("dhcp.servers")
                    .hasEntrySatisfying(
                            "dhcp.servers", text -> assertThat(text).contains("NOT_ALLOWED", "bulk.query.types"));
        }
    }

    @Test
    void aServerWithBulkLeasequeryAloneIsToldWithTheModeThatFits() {
        try (LeasequeryServer server =
                simulator().profile(Profile.KEA).insecure().start()) {
            assertThat(problemsWith(server.port()))
                    .containsOnlyKeys("dhcp.servers")
                    .hasEntrySatisfying("dhcp.servers", text -> assertThat(text).contains("query.mode=bulk"));
        }
    }

    @Test
    void eachServerIsTriedAndNamed() throws IOException {
        configuration.put("tasks.max", "2");
        configuration.put("dhcp.servers", "east=127.0.0.1:" + vacatedPort() + ",west=127.0.0.1:" + vacatedPort());

        assertThat(problems().get("dhcp.servers")).contains("server east", "server west");
    }

    private static LeasequeryServerBuilder simulator() {
        return LeasequeryServer.builder().port(0).range(RANGE);
    }

    private void secure() {
        ThrowAwayAuthority authority = ThrowAwayAuthority.create("Authority", KeyKind.ECDSA);
        Identity requestor = authority.order("requestor").issue();
        configuration.put("security.protocol", "SSL");
        configuration.put("ssl.keystore.type", "PEM");
        configuration.put("ssl.keystore.key", requestor.keyPem());
        configuration.put("ssl.keystore.certificate.chain", requestor.chainPem());
        configuration.put("ssl.truststore.type", "PEM");
        configuration.put("ssl.truststore.certificates", Identity.pem(authority.certificate()));
    }

    private static int vacatedPort() throws IOException {
        try (ServerSocket vacated = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return vacated.getLocalPort();
        }
    }

    private Map<String, String> problemsWith(int port) {
        configuration.put("dhcp.servers", "east=127.0.0.1:" + port);
        return problems();
    }

    private Map<String, String> problems() {
        Map<String, String> problems = new HashMap<>();
        for (ConfigValue value :
                new LeasequerySourceConnector().validate(configuration).configValues()) {
            List<String> messages = value.errorMessages();
            if (!messages.isEmpty()) {
                problems.put(value.name(), String.join(" | ", messages));
            }
        }
        return problems;
    }
}
