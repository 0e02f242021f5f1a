package net.leasequery.streams.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.groups.GroupKind;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

    private static Map<String, String> given(String... keysAndValues) {
        Map<String, String> given = new HashMap<>(Map.of(
                "bootstrap.servers", "kafka:9092",
                "topic.prefix", "campus,branch",
                "groups", "site",
                "group.site.kind", "failover",
                "group.site.members", "campus/east,branch/west"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            given.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return given;
    }

    /** State that is kept although its result was lost would hide the record that is read again. */
    @Test
    void refusesWeakerGuarantees() {
        assertThatThrownBy(() -> SettingsReader.read(given("streams.processing.guarantee", "at_least_once")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("streams.processing.guarantee")
                .hasMessageContaining("exactly_once_v2");
        assertThat(SettingsReader.read(given("streams.processing.guarantee", "exactly_once_v2")))
                .isNotNull();
    }

    @Test
    void hasTheDefaultsOfTheDocumentation() {
        StreamsSettings settings = SettingsReader.read(given());

        assertThat(settings.applicationId()).isEqualTo("lease-streams");
        assertThat(settings.outputPrefix()).isEqualTo("campus");
        assertThat(settings.output("leases")).isEqualTo("campus.leases");
        assertThat(settings.inputs("bindings")).containsExactly("campus.bindings", "branch.bindings");
        assertThat(settings.features())
                .containsExactlyInAnyOrder(StreamsSettings.Feature.MERGE, StreamsSettings.Feature.AUDIT);
        assertThat(settings.epsilonMillis()).isEqualTo(2_000);
        assertThat(settings.expiryToleranceMillis()).isEqualTo(5_000);
        assertThat(settings.http()).isNull();
        assertThat(settings.groups())
                .containsExactly(new Group(
                        "site",
                        GroupKind.FAILOVER,
                        List.of("east", "branch/west"),
                        60_000,
                        3_600_000,
                        180_000,
                        List.of()));
    }

    @Test
    void leavesTheKeysOfOthersToThem() {
        StreamsSettings settings = SettingsReader.read(given(
                "key.converter", "a.Converter",
                "value.converter.schema.registry.url", "http://registry",
                "streams.state.dir", "/var/lib/streams"));

        assertThat(settings.converters().key()).containsExactly(Map.entry("", "a.Converter"));
        assertThat(settings.converters().value()).containsExactly(Map.entry("schema.registry.url", "http://registry"));
        assertThat(settings.streams()).containsExactly(Map.entry("state.dir", "/var/lib/streams"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "group.site.members     | east                  | has 1 members, but a group of kind failover has exactly 2",
                "group.site.members     | east,west,north       | has 3 members, but a group of kind failover has exactly 2",
                "group.site.members     | east,east             | stands there twice; remove one",
                "group.site.members     | east,lab/west         | a prefix that is not in topic.prefix (campus,branch)",
                "group.site.members     | east,wset west        | is not a server name",
                "group.site.members     | ','                   | names no server",
                "group.site.kind        | pair                  | must be one of failover, replicated, interserver, independent",
                "groups                 | site,site             | names a group twice",
                "groups                 | a b                   | is not a group name",
                "group.site.mclt.ms     | one hour              | must be a number of milliseconds",
                "group.site.mclt.ms     | -1                    | must be at least 0 milliseconds",
                "group.site.stale.after.ms | 9223372036854775807 | must be at most 31622400000 milliseconds (366 days)",
                "group.site.replication.grace.ms | 9223372036854775807 | must be at most 31622400000 milliseconds",
                "transaction.epsilon.ms | 9223372036854775807   | must be at most 31622400000 milliseconds",
                "group.site.links       | 192.0.2.0/33          | a prefix of 0 to 32 bits",
                "group.site.links       | lan                   | must be subnets such as 192.0.2.0/24",
                "features               | lookups               | must be merge, optionally with audit, history and lookup",
                "features               | merge,lookup          | lacks history, which lookup asks; add it",
                "features               | audit                 | lacks merge",
                "http.listener          | 0.0.0.0:80            | set http.ssl.keystore.* to a certificate and key, or listen on 127.0.0.1",
                "http.listener          | [::]:80               | set http.ssl.keystore.* to a certificate and key, or listen on 127.0.0.1",
                "http.listener          | 127.0.0.1:70000       | must be off, a port, or address:port",
                "http.listener          | http://here           | must be off, a port, or address:port",
                "http.requests.per.second | 0                   | must be a number from 1 to 100000",
                "http.page.size.max     | 1001                  | must be a number from 1 to 1000",
                "http.credentials.file  | /no/such/file         | must be a file that this process can read",
                "http.forwarding.key.file | /no/such/file       | must be a file that this process can read",
                "http.anonymous.roles   | root                  | must be some of read, erase, audit",
                "http.ssl.client.auth   | maybe                 | must be one of none, requested, required",
                "topic.prefix           | campus,campus,branch  | names a prefix twice",
                "topic.prefix           | ','                   | names no prefix",
                "topic.prefix           | campus/branch         | is not a valid topic prefix; use letters, digits, '-', '_' and '.'",
                "output.prefix          | ''                    | is not a valid topic prefix; use letters, digits, '-', '_' and '.'",
                "output.prefix          | all,leases            | is not a valid topic prefix; use letters, digits, '-', '_' and '.'",
                "application.id         | ''                    | is not a valid application id",
                "application.id         | lease streams         | is not a valid application id",
                "plugin.path            | /no/such/folder       | must be folders that exist",
                "streams.application.id | x                     | is set as application.id",
            })
    void refusesAValueByKeyValueAndRemedy(String key, String value, String remedy) {
        Map<String, String> given = given("http.listener", "8089");
        given.put(key, value);

        assertThatThrownBy(() -> SettingsReader.read(given))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(remedy);
    }

    @ParameterizedTest
    @CsvSource({"8089, 127.0.0.1, 8089", "127.0.0.1:0, 127.0.0.1, 0", "[::1]:80, ::1, 80", "localhost:80, localhost, 80"
    })
    void listensOnThisMachineWithoutTls(String listener, String host, int port) {
        HttpSettings http = Objects.requireNonNull(
                SettingsReader.read(given("http.listener", listener)).http());

        assertThat(http.host()).isEqualTo(host);
        assertThat(http.port()).isEqualTo(port);
        assertThat(http.secured()).isFalse();
        assertThat(http.anonymousRoles()).containsExactly(HttpSettings.Role.READ);
    }

    @Test
    void listensElsewhereWithTlsAndCredentialsOnly(@TempDir Path folder) throws IOException {
        Path credentials = Files.createFile(folder.resolve("callers"));
        Map<String, String> given =
                given("http.listener", "0.0.0.0:8089", "http.ssl.keystore.location", "/etc/key.p12");

        assertThatThrownBy(() -> SettingsReader.read(given))
                .hasMessageContaining("http.listener")
                .hasMessageContaining("set http.credentials.file to a file of callers, or listen on 127.0.0.1");
        given.put("http.credentials.file", credentials.toString());
        HttpSettings http = Objects.requireNonNull(SettingsReader.read(given).http());

        assertThat(http.ssl()).containsEntry("ssl.keystore.location", "/etc/key.p12");
        assertThat(http.anonymousRoles()).isEmpty();
    }

    @Test
    void lookUpNeedsAListenerAndSeveralInstancesASecret() {
        Map<String, String> given = given("features", "merge,history,lookup");

        assertThatThrownBy(() -> SettingsReader.read(given))
                .hasMessageContaining("features")
                .hasMessageContaining("set http.listener to a port");
        given.put("http.listener", "8089");
        assertThat(SettingsReader.read(given).features()).contains(StreamsSettings.Feature.LOOKUP);
        given.put("streams.application.server", "10.0.0.1:8089");
        assertThatThrownBy(() -> SettingsReader.read(given))
                .hasMessageContaining("streams.application.server")
                .hasMessageContaining("set http.forwarding.key.file");
    }

    @Test
    void nobodyIsAnonymousBesideCredentials(@TempDir Path folder) throws IOException {
        Path credentials = Files.createFile(folder.resolve("callers"));

        assertThatThrownBy(() -> SettingsReader.read(given(
                        "http.listener", "8089",
                        "http.credentials.file", credentials.toString(),
                        "http.anonymous.roles", "read")))
                .hasMessageContaining("http.anonymous.roles")
                .hasMessageContaining("has no meaning beside http.credentials.file");
    }

    @Test
    void refusesAServerInTwoGroups() {
        assertThatThrownBy(() -> SettingsReader.read(given(
                        "groups", "site,other",
                        "group.other.kind", "independent",
                        "group.other.members", "east")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("group.other.members")
                .hasMessageContaining("east")
                .hasMessageContaining("is in group site already; a server can be in one group only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plugin.path", "http.credentials.file", "http.forwarding.key.file"})
    void refusesATextThatIsNoPath(String key) {
        assertThatThrownBy(() -> SettingsReader.read(given("http.listener", "8089", key, "a\0b")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"topic.prefix", "output.prefix", "application.id"})
    void refusesNamesThatLeaveNoRoomInTheNameOfATopic(String key) {
        assertThatThrownBy(() -> SettingsReader.read(given(key, "x".repeat(240))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("has 240 characters; at most ");
    }

    @ParameterizedTest
    @CsvSource({
        "topic.prefx, did you mean topic.prefix?",
        "group.site.member, did you mean group.site.members?",
        "group.nowhere.flavour, no such group or no such key of a group; groups names site",
        "http.ssl.keystore.passwrod, did you mean http.ssl.keystore.password?",
        "http.ssl.certificate, no such TLS key",
        "schema.registry, remove it. Keys for Kafka Streams and its clients begin with streams.",
    })
    void refusesAKeyThatIsNotKnownAndNamesTheNearest(String key, String remedy) {
        assertThatThrownBy(() -> SettingsReader.read(given(key, "secret")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(remedy)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({"bootstrap.servers", "topic.prefix", "group.site.kind", "group.site.members"})
    void asksForWhatItCannotDoWithout(String key) {
        Map<String, String> given = given();
        given.remove(key);

        assertThatThrownBy(() -> SettingsReader.read(given))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Missing configuration " + key);
    }
}
