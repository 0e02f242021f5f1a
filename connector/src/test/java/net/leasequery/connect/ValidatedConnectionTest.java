package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.leasequery.simulator.fault.Fault;
import net.leasequery.simulator.fault.Target;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import net.leasequery.simulator.server.Profile;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.ThrowAwayAuthority;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code validate.connection=true} tries the servers out, and tells apart what can stand in the way. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Family.class)
class ValidatedConnectionTest {

    private final Family family;
    private final Map<String, String> configuration;

    ValidatedConnectionTest(Family family) {
        this.family = family;
        this.configuration = new HashMap<>(Map.of(
                "dhcp.family", family.name().toLowerCase(Locale.ROOT),
                "topic.prefix", "campus",
                "security.protocol", "PLAINTEXT",
                "validate.connection", "true"));
    }

    @Test
    void aServerThatTakesTheQueryIsInOrder() {
        try (LeasequeryServer server = simulator().activeLeasequery().insecure().start()) {
            assertThat(problemsWith(server.port())).isEmpty();
        }
    }

    @Test
    void aServerThatAnswersAPollIsInOrder() {
        poll();
        try (LeasequeryServer server = simulator().insecure().initialLeases(1).start()) {
            assertThat(problemsWith(server.port())).isEmpty();
        }
    }

    @Test
    void nothingIsTriedUnlessAskedFor() throws IOException {
        configuration.remove("validate.connection");

        try (DeafPort deaf = new DeafPort()) {
            assertThat(problemsWith(deaf.port())).isEmpty();
        }
    }

    @Test
    void aRefusedConnectionIsReported() throws IOException {
        try (DeafPort deaf = new DeafPort()) {
            assertThat(problemsWith(deaf.port()))
                    .containsOnlyKeys("dhcp.servers")
                    .hasEntrySatisfying(
                            "dhcp.servers",
                            text -> assertThat(text).contains("server east", "refused", "check its address"));
        }
    }

    @Test
    void anUnansweredConnectionIsReportedAsATimeout() throws IOException {
        configuration.put("connect.timeout.ms", "300");
        secure();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(problemsWith(silent.getLocalPort()))
                    .containsOnlyKeys("security.protocol")
                    .hasEntrySatisfying(
                            "security.protocol", text -> assertThat(text).contains("300 ms", "PLAINTEXT"));
        }
    }

    /** As the port of a Kafka broker: it waits for the rest of a request that it takes for a longer one. */
    @Test
    void aPortThatTakesTheQueryAndNeverAnswersIsReported() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(problemsWith(silent.getLocalPort()))
                    .containsOnlyKeys("dhcp.servers")
                    .hasEntrySatisfying(
                            "dhcp.servers",
                            text -> assertThat(text)
                                    .contains("did not answer", "check that it is a Leasequery server"));
        }
    }

    @Test
    void aPortThatTakesAPollAndNeverAnswersIsReported() throws IOException {
        poll();
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(problemsWith(silent.getLocalPort()))
                    .hasEntrySatisfying("dhcp.servers", text -> assertThat(text).contains("did not answer"));
        }
    }

    @Test
    void aServerWithoutTlsIsReported() {
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
    void aQueryThatIsNotAllowedIsReportedByItsStatus() {
        poll();
        try (LeasequeryServer server = simulator().insecure().start()) {
            server.inject(new Fault.Refuse(Target.BULK, notAllowed(), 1));

            assertThat(problemsWith(server.port()))
                    .containsOnlyKeys("dhcp.servers")
                    .hasEntrySatisfying(
                            "dhcp.servers", text -> assertThat(text).contains("NOT_ALLOWED", "bulk.query.types"));
        }
    }

    @Test
    void aServerWithBulkLeasequeryAloneIsReportedWithTheModeThatFits() {
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
        try (DeafPort east = new DeafPort();
                DeafPort west = new DeafPort()) {
            configuration.put("dhcp.servers", "east=127.0.0.1:" + east.port() + ",west=127.0.0.1:" + west.port());

            assertThat(problems().get("dhcp.servers")).contains("server east", "server west");
        }
    }

    private LeasequeryServerBuilder simulator() {
        LeasequeryServerBuilder builder = LeasequeryServer.builder().family(family);
        return switch (family) {
            case IPV4 -> builder.range("192.0.2.0/28");
            case IPV6 -> builder.range("2001:db8:0:1::/124");
        };
    }

    private void poll() {
        configuration.put("query.mode", "bulk");
        configuration.put(
                "bulk.query.types",
                switch (family) {
                    case IPV4 -> "all";
                    case IPV6 -> "link-address:2001:db8:0:1::";
                });
    }

    private int notAllowed() {
        return switch (family) {
            case IPV4 -> net.leasequery.codec.v4.StatusCode.NOT_ALLOWED.code();
            case IPV6 -> net.leasequery.codec.v6.option.StatusCode.NOT_ALLOWED.code();
        };
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
