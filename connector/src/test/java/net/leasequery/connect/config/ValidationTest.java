package net.leasequery.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message names the key, what was given, and what would be right. */
class ValidationTest {

    private static final Map<String, String> VALID = Map.of(
            "dhcp.servers", "east=dhcp1.example.net",
            "topic.prefix", "campus",
            "security.protocol", "PLAINTEXT",
            "tasks.max", "2");

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                wrong("dhcp.servers", "", "name at least one server"),
                wrong("dhcp.servers", "dhcp1.example.net", "dhcp1.example.net", "name=host"),
                wrong("dhcp.servers", "=host", "the name \"\"", "letters"),
                wrong("dhcp.servers", "e ast=host", "\"e ast\"", "letters"),
                wrong("dhcp.servers", "east=", "\"\" is neither a host name nor an IP address"),
                wrong("dhcp.servers", "east=a|b", "\"a|b\" is neither"),
                wrong("dhcp.servers", "east=a..b", "\"a..b\" is neither a host name nor an IP address"),
                wrong("dhcp.servers", "east=.a", "\".a\" is neither"),
                wrong("dhcp.servers", "east=" + "a".repeat(64) + ".net", "is neither"),
                wrong("dhcp.servers", "east=192.0.2.300", "\"192.0.2.300\" is neither"),
                wrong("dhcp.servers", "east=2001:db8::1", "in brackets", "[2001:db8::1]"),
                wrong("dhcp.servers", "east=[2001:db8::1", "in brackets"),
                wrong("dhcp.servers", "east=[2001:zz::1]", "[2001:zz::1] is not an IPv6 address"),
                wrong("dhcp.servers", "east=[192.0.2.1]", "[192.0.2.1] is not an IPv6 address"),
                wrong("dhcp.servers", "east=[fe80::1%no-such0]", "no-such0", "interface", "this worker"),
                wrong("dhcp.servers", "east=0.0.0.0", "0.0.0.0 is not the address of one machine", "as in east="),
                wrong("dhcp.servers", "east=[::]:67", "[::]:67 is not the address of one machine"),
                wrong("dhcp.servers", "east=[::ffff:0.0.0.0]", "is not the address of one machine"),
                wrong("dhcp.servers", "east=224.0.0.1", "224.0.0.1 is not the address of one machine"),
                wrong("dhcp.servers", "east=[ff02::1:2]", "[ff02::1:2] is not the address of one machine"),
                wrong("dhcp.servers", "east=255.255.255.255", "is not the address of one machine"),
                wrong("dhcp.servers", "east=host:+67", "\"+67\" is not a port"),
                wrong("dhcp.servers", "east=host:0", "\"0\" is not a port", "1 to 65535"),
                wrong("dhcp.servers", "east=host:65536", "\"65536\" is not a port"),
                wrong("dhcp.servers", "east=host:http", "\"http\" is not a port"),
                wrong("dhcp.servers", "east=host:", "\"\" is not a port"),
                wrong("dhcp.servers", "east=a,east=b", "\"east\" is given twice"),
                wrong("dhcp.family", "ipv5", "ipv5", "ipv4, ipv6"),
                wrong("requested.options", "65536", "65536", "1 to 65535 for ipv6"),
                wrong("security.protocol", "TLS", "TLS", "SSL, PLAINTEXT"),
                wrong("topic.prefix", "", "letters, digits"),
                wrong("topic.prefix", "campus/leases", "campus/leases", "letters, digits"),
                wrong("topic.prefix", "x".repeat(239), "239 characters", "at most 238"),
                wrong("requested.options", "12,bootfile", "bootfile", "1 to 254"),
                wrong("requested.options", "0", "0", "1 to 254"),
                wrong("requested.options", "255", "255", "1 to 254"),
                wrong("snapshot.mode", "sometimes", "sometimes", "initial, never, always, when_needed"),
                wrong("bulk.query.types", "", "name at least one query", "snapshot.mode=never"),
                wrong("bulk.query.types", "all,everything", "everything", "all, hw-address:<type>/<mac>"),
                wrong("bulk.query.types", "all:1", "all:1", "expected all"),
                wrong("bulk.query.types", "relay-id", "relay-id", "relay-id:<hex>"),
                wrong("bulk.query.types", "relay-id:", "relay-id:<hex>", "even number of hexadecimal digits"),
                wrong("bulk.query.types", "remote-id:abc", "remote-id:abc", "even number of hexadecimal digits"),
                wrong("bulk.query.types", "client-id:zz", "client-id:<hex>", "hexadecimal"),
                wrong("bulk.query.types", "hw-address:aa:bb", "hw-address:<type>/<mac>", "hw-address:1/aa:bb"),
                wrong("bulk.query.types", "hw-address:256/aa:bb", "0 to 255"),
                wrong("bulk.query.types", "hw-address:6/" + "00".repeat(17), "1 to 16 octets"),
                wrong("bulk.query.types", "hw-address:1/aa:bb", "hw-address:1/aa:bb", "6 octets, this one has 2"),
                wrong("bulk.query.types", "hw-address:6/a:ab:b", "hw-address:6/a:ab:b", "hexadecimal"),
                wrong("bulk.query.types", "relay-id:" + "00".repeat(256), "1 to 255 octets"),
                wrong("dhcp.servers", "a=host,b=host:67", "\"a\" and \"b\"", "same address, host:67"),
                wrong("dhcp.servers", "a=Host,b=host.", "same address", "give each server once"),
                wrong(
                        "dhcp.servers",
                        "a=[2001:db8::1],b=[2001:DB8:0:0::1]:67",
                        "same address",
                        "give each server once"),
                wrong("dhcp.servers", "a=192.0.2.1,b=[::ffff:192.0.2.1]", "same address", "192.0.2.1:67"),
                wrong("dhcp.servers", "east=host,", "an entry is empty", "single commas"),
                wrong("dhcp.servers", ",", "an entry is empty", "single commas"),
                wrong("requested.options", "12,,60", "12,,60", "an entry is empty"),
                wrong("bulk.query.types", ",all", "an entry is empty"),
                wrong("sweep.bootstrap.servers", "kafka1:9092,", "an entry is empty"),
                wrong("sweep.bootstrap.servers", "kafka1", "kafka1", "the port is missing"),
                wrong("ssl.keystore.location", "/etc/k.p12", "/etc/k.p12", "security.protocol=PLAINTEXT uses no TLS"),
                wrong("ssl.keystore.password", "hunter2", "[hidden]", "set security.protocol=SSL"),
                wrong("max.batch.size", "20000", "20000", "at most max.queue.size", "16384"),
                wrong("reconnect.backoff.ms", "100000", "100000", "at most reconnect.backoff.max.ms", "60000"),
                wrong("bulk.query.types", "link-address:2001:db8::", "ipv4 has no query \"link-address\"", "relay-id"),
                wrong("bulk.query.types", "address:2001:db8::1", "ipv4 has no query \"address\"", "client-id"),
                wrong("query.mode", "passive", "passive", "active, bulk"),
                wrong("bulk.poll.interval.ms", "0", "0", "at least 100"),
                wrong("sweep.mode", "on", "on", "auto, off"),
                wrong("sweep.consumer.isolation.level", "read_uncommitted", "cannot be set", "remove the key"),
                wrong("sweep.consumer.bootstrap.servers", "k:9092", "cannot be set", "sweep.bootstrap.servers"),
                wrong("tombstones.on.unassigned", "maybe", "maybe", "true or false"),
                wrong("malformed.message.policy", "ignore", "ignore", "fail, skip, quarantine"),
                wrong("heartbeat.interval.ms", "-1", "-1", "at least 100", "or 0"),
                wrong("connect.timeout.ms", "0", "0", "at least 100"),
                wrong("active.receive.timeout.ms", "0", "0", "at least 100"),
                wrong("bulk.data.timeout.ms", "soon", "soon", "INT"),
                wrong("reconnect.backoff.ms", "0", "0", "at least 10"),
                wrong("reconnect.backoff.max.ms", "999", "999", "reconnect.backoff.ms, which is 1000"),
                wrong("resume.overlap.ms", "-1", "-1", "at least 0"),
                wrong("max.queue.size", "2047", "2047", "max.batch.size, which is 2048"),
                wrong("max.batch.size", "0", "0", "at least 1"));
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void aWrongValueIsReportedAtItsKey(String key, String value, List<String> words) {
        List<String> errors = errors(with(key, value), key);

        assertThat(errors).hasSize(1);
        assertThat(errors.get(0)).contains(key).contains(words);
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void aWrongValueNeverReachesARunningConnector(String key, String value, List<String> words) {
        assertThatThrownBy(() -> new LeasequeryConnectorConfig(with(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContainingAll(words.toArray(String[]::new));
    }

    @Test
    void aValidConfigurationHasNoErrors() {
        assertThat(ConfigValidation.validate(VALID).configValues())
                .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
    }

    @Test
    void theKeysWithoutDefaultAreAskedFor() {
        assertThat(errors(Map.of(), "dhcp.servers")).singleElement().asString().contains("Missing", "dhcp.servers");
        assertThat(errors(Map.of(), "topic.prefix")).singleElement().asString().contains("Missing", "topic.prefix");
    }

    @Test
    void clearTextMustBeAskedFor() {
        Map<String, String> silent = new HashMap<>(VALID);
        silent.remove("security.protocol");

        assertThat(errors(silent, "ssl.keystore.location"))
                .singleElement()
                .asString()
                .contains("our certificate", "security.protocol=PLAINTEXT would send lease data in clear text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "hw-address:1/aa:bb:cc:dd:ee:ff"})
    void queriesThatOnlyDhcpv4HasAreRefusedForIpv6(String query) {
        Map<String, String> given = new HashMap<>(with("bulk.query.types", query));
        given.put("dhcp.family", "ipv6");

        assertThat(errors(given, "bulk.query.types"))
                .singleElement()
                .asString()
                .contains(query, "ipv6 has no query", "link-address:<address>");
    }

    @Test
    void theDefaultOfBulkQueriesIsNoErrorForIpv6() {
        assertThat(errors(with("dhcp.family", "ipv6"), "bulk.query.types")).isEmpty();
    }

    @Test
    void optionCodesAbove254AreForIpv6Only() {
        Map<String, String> given = new HashMap<>(with("requested.options", "1000"));
        assertThat(errors(given, "requested.options"))
                .singleElement()
                .asString()
                .contains("1 to 254 for ipv4");

        given.put("dhcp.family", "ipv6");
        assertThat(errors(given, "requested.options")).isEmpty();
    }

    /** The port that is not written is another one for each family. */
    @Test
    void twoNamesOfOneServerAreFoundWithThePortOfTheFamily() {
        Map<String, String> given = with("dhcp.servers", "a=host:67,b=host");
        given.put("dhcp.family", "ipv6");
        assertThat(errors(given, "dhcp.servers")).isEmpty();

        given.put("dhcp.servers", "a=host:547,b=host");
        assertThat(errors(given, "dhcp.servers")).singleElement().asString().contains("same address");
    }

    @Test
    void aLinkIsNamedByAnIpv6Address() {
        Map<String, String> given =
                new HashMap<>(with("bulk.query.types", "link-address:2001:db8::1,address:2001:db8::2"));
        given.put("dhcp.family", "ipv6");
        assertThat(errors(given, "bulk.query.types")).isEmpty();

        given.put("bulk.query.types", "link-address:192.0.2.1");
        assertThat(errors(given, "bulk.query.types")).singleElement().asString().contains("link-address:2001:db8::1");
    }

    @Test
    void pollingForIpv6NeedsAQuery() {
        Map<String, String> given = new HashMap<>(with("query.mode", "bulk"));
        given.put("dhcp.family", "ipv6");

        assertThat(errors(given, "query.mode")).isEmpty();
        assertThat(errors(given, "bulk.query.types"))
                .singleElement()
                .asString()
                .contains("query.mode=bulk", "bulk.query.types", "link-address:");
        given.put("bulk.query.types", "relay-id:0a");
        assertThat(errors(given, "bulk.query.types")).isEmpty();
    }

    @Test
    void fewerTasksThanServersAreRefusedWithBothNumbers() {
        Map<String, String> given = new HashMap<>(with("dhcp.servers", "a=a,b=b,c=c"));
        given.put("tasks.max", "2");

        assertThat(errors(given, "tasks.max"))
                .singleElement()
                .asString()
                .contains("value 2", "3 servers", "at least 3");
    }

    @Test
    void withoutTasksMaxThereIsOneTask() {
        Map<String, String> given = with("dhcp.servers", "a=a,b=b");
        given.remove("tasks.max");

        assertThat(errors(given, "tasks.max")).singleElement().asString().contains("value 1");
    }

    @Test
    void aTasksMaxThatIsNoNumberIsLeftToKafkaConnect() {
        assertThat(errors(with("tasks.max", "many"), "tasks.max")).isEmpty();
    }

    @Test
    void allErrorsAreReportedAtOnce() {
        Map<String, String> given = Map.of("topic.prefix", "a b", "dhcp.family", "ipv5", "max.queue.size", "1");

        assertThat(ConfigValidation.validate(given).configValues())
                .filteredOn(value -> !value.errorMessages().isEmpty())
                .extracting(ConfigValue::name)
                .containsExactlyInAnyOrder(
                        "topic.prefix",
                        "dhcp.family",
                        "max.queue.size",
                        "dhcp.servers",
                        "ssl.keystore.location",
                        "ssl.truststore.location");
    }

    @Test
    void aJsonNullIsAMissingValueNotACrash() {
        Map<String, String> given = new HashMap<>(VALID);
        given.put("topic.prefix", null);

        assertThat(errors(given, "topic.prefix")).singleElement().asString().contains("Missing");
        assertThatThrownBy(() -> new LeasequeryConnectorConfig(given)).isInstanceOf(ConfigException.class);
    }

    @Test
    void choicesAreRecommendedToForms() {
        assertThat(value(VALID, "security.protocol").recommendedValues()).containsExactly("SSL", "PLAINTEXT");
    }

    private static Arguments wrong(String key, String value, String... words) {
        return Arguments.of(key, value, List.of(words));
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> given = new HashMap<>(VALID);
        given.put(key, value);
        return given;
    }

    private static List<String> errors(Map<String, String> given, String key) {
        return ConfigValidation.validate(given).configValues().stream()
                .filter(value -> value.name().equals(key))
                .findFirst()
                .map(ConfigValue::errorMessages)
                .orElse(Collections.emptyList());
    }

    private static ConfigValue value(Map<String, String> given, String key) {
        return ConfigValidation.validate(given).configValues().stream()
                .filter(value -> value.name().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
