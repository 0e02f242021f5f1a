package net.leasequery.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.leasequery.requestor.ServerIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What validation says of {@code dhcp.server.identities} and {@code retire.servers}. */
class ServerKeysTest {

    private static final String IDENTITIES = "dhcp.server.identities";
    private static final String RETIRE = "retire.servers";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ipv4 | east | east | expected name=identifier",
                "ipv4 | east=host.example.net | east=host.example.net | as in east=192.0.2.1",
                "ipv4 | east=192.0.2.256 | east=192.0.2.256 | as in east=192.0.2.1",
                "ipv4 | east=192.0.2.01 | east=192.0.2.01 | as in east=192.0.2.1",
                "ipv4 | east=0.0.0.0 | east=0.0.0.0 | as in east=192.0.2.1",
                "ipv6 | east=0003 | east=0003 | a DUID in hex",
                "ipv6 | east=00030001aabbccddeef | east=00030001aabbccddeef | a DUID in hex",
                "ipv6 | east=192.0.2.1 | east=192.0.2.1 | is identified by its DUID in hex",
                "ipv4 | east=00030001aabbccddeeff | east=00030001aabbccddeeff | its server identifier, an IPv4 address",
                "ipv4 | esat=192.0.2.1 | esat=192.0.2.1 | not one of dhcp.servers, which are [east, west]",
            })
    void anIdentityThatCannotBeRightIsRefused(String family, String given, String value, String remedy) {
        Map<String, List<String>> problems = problems(family, Map.of(IDENTITIES, given));

        assertThat(problems).containsOnlyKeys(IDENTITIES);
        assertThat(problems.get(IDENTITIES))
                .singleElement()
                .asString()
                .contains("Invalid value " + value + " for configuration " + IDENTITIES)
                .contains(remedy);
    }

    @Test
    void aServerHasNoMoreIdentifiersThanAreRemembered() {
        String tooMany = IntStream.rangeClosed(0, ServerIdentity.MOST)
                .mapToObj(number -> "east=192.0.2." + number)
                .collect(Collectors.joining(","));

        assertThat(problems("ipv4", Map.of(IDENTITIES, tooMany)).get(IDENTITIES))
                .singleElement()
                .asString()
                .contains("at most " + ServerIdentity.MOST + " identifiers");
    }

    @Test
    void theFamilyMayBeWrittenInUpperCase() {
        assertThat(problems("IPV6", Map.of(IDENTITIES, "east=00030001aabbccddeeff")))
                .isEmpty();
    }

    @Test
    void severalIdentifiersOfAServerAreRight() {
        assertThat(problems("ipv4", Map.of(IDENTITIES, "east=192.0.2.1, east=192.0.2.129,west=198.51.100.1")))
                .isEmpty();
        assertThat(problems("ipv6", Map.of(IDENTITIES, "east=00030001AABBCCDDEEFF")))
                .isEmpty();
        assertThat(ServerIdentities.of("east", List.of("east=192.0.2.1", "west=198.51.100.1", "east=192.0.2.129")))
                .isEqualTo(new ServerIdentity(List.of("192.0.2.1", "192.0.2.129")));
        assertThat(ServerIdentities.of("north", List.of("east=192.0.2.1"))).isNull();
    }

    /** A task knows one server of the connector, and all identities. */
    @Test
    void aTaskIsGivenTheIdentitiesOfOtherServersToo() {
        Map<String, String> given = configuration("ipv4", Map.of(IDENTITIES, "east=192.0.2.1,west=198.51.100.1"));
        given.put("dhcp.servers", "east=dhcp.example.net");

        assertThat(new LeasequeryConnectorConfig(given).servers()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "north=10.0.0.1 | kafka:9092 | auto | is not the name of a server; give the names that dhcp.servers had",
                "east | kafka:9092 | auto | is also in dhcp.servers; remove a server from there before it is retired",
                "north | '' | auto | set sweep.bootstrap.servers",
                "north | kafka:9092 | off | nothing is ended with sweep.mode=off",
            })
    void aServerThatCannotBeRetiredIsRefused(String given, String brokers, String mode, String remedy) {
        Map<String, String> more = new HashMap<>(Map.of(RETIRE, given, "sweep.mode", mode));
        if (!brokers.isEmpty()) {
            more.put("sweep.bootstrap.servers", brokers);
        }

        Map<String, List<String>> problems = problems("ipv4", more);

        assertThat(problems.get(RETIRE))
                .singleElement()
                .asString()
                .contains(RETIRE)
                .contains(remedy);
    }

    @Test
    void namesThatNobodyFollowsAnyMoreAreRight() {
        assertThat(problems("ipv4", Map.of(RETIRE, "north,south", "sweep.bootstrap.servers", "kafka:9092")))
                .isEmpty();
    }

    private static Map<String, String> configuration(String family, Map<String, String> more) {
        Map<String, String> given = new HashMap<>(Map.of(
                "dhcp.family", family,
                "dhcp.servers", "east=dhcp.example.net,west=dhcp2.example.net",
                "tasks.max", "2",
                "topic.prefix", "campus",
                "security.protocol", "PLAINTEXT"));
        given.putAll(more);
        return given;
    }

    private static Map<String, List<String>> problems(String family, Map<String, String> more) {
        return ValidationErrors.byKey(configuration(family, more));
    }
}
