package net.leasequery.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every shell command in the documentation is run by a test, or listed here with the reason why none can run it. */
class DocumentedCommandsTest {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    /**
     * What is known of the commands of a page that begin alike.
     *
     * @param prefix regular expression for the beginning of a command
     * @param test class that runs them, empty if none does
     * @param reason why none does, empty if one does
     */
    private record Rule(String page, String prefix, String test, String reason) {

        boolean matches(DocumentedCommand command) {
            return page.equals(command.page())
                    && Pattern.compile(prefix).matcher(command.text()).lookingAt();
        }
    }

    private static final List<Rule> RULES = List.of(
            run("README.md", "bin/quickstart", "QuickstartCommandIT"),
            notRun("README.md", "./mvnw verify", "it is the build that runs this test"),
            notRun("README.md", "./mvnw package -Dmaven.test.skip=true -pl connector", "it is a part of the build"),
            run("README.md", "curl -X PUT", "DocumentedConnectorIT"),
            run("README.md", "bin/simulator ", "DocumentedConnectorIT"),
            run("docs/offsets.md", "C=http://", "DocumentedCommandsIT"),
            run("docs/offsets.md", "curl ", "DocumentedCommandsIT"),
            run("docs/records.md", "kafka-[a-z-]+\\.sh ", "DocumentedCommandsIT"),
            run("docs/network.md", "bin/lease-streams ", "LeaseStreamsCommandIT"),
            notRun("docs/network.md", "./mvnw verify -Pkea", "takes five minutes"),
            notRun("docs/network.md", "bin/bench streams ", "measures for minutes, against a broker that runs"),
            notRun("docs/history.md", "bin/bench tenures ", "measures for minutes"),
            notRun("docs/history.md", "bin/bench restore ", "measures for minutes, against a broker that runs"),
            run("docs/history.md", "bin/who ", "LookupIT"),
            run("docs/signals.md", "echo |bin/kafka-topics\\.sh ", "DocumentedConnectorIT"),
            run("docs/privacy.md", "kafka-configs\\.sh ", "DocumentedCommandsIT"),
            notRun("docs/privacy.md", "kafka-acls\\.sh ", "needs a broker with an authorizer"),
            run("docs/servers.md", "curl ", "DocumentedCommandsIT"),
            notRun(
                    "docker/README.md",
                    "docker ",
                    "needs a Docker engine; WorkerImageIT builds the image where there is one"),
            notRun("docker/README.md", "curl ", "needs the containers; DeploymentFilesTest checks the keys"),
            notRun("docker/README.md", "./mvnw ", "it is a part of the build"),
            run("docs/sizing.md", "bin/register-schemas ", "RegisteredSchemasIT"),
            run("docs/security.md", "openssl ", "OpensslCertificates"),
            run("docs/security.md", "printf ", "OpensslCertificates"),
            run("docs/security.md", "\\(umask 077; cat ", "OpensslCertificates"),
            notRun("docs/releasing.md", "bin/api-check", "builds a second version of every library; needs minutes"),
            notRun("docs/releasing.md", "bin/release-check", "builds everything twice; needs minutes"),
            notRun("docs/releasing.md", "./mvnw versions:set", "changes the version"),
            notRun("docs/releasing.md", "sed ", "changes the sources"),
            notRun("docs/releasing.md", "gpg ", "needs the key of a release manager"),
            notRun("docs/releasing.md", "git ", "needs the tag of a release"),
            notRun("docs/releasing.md", "sha256sum ", "needs the files of a release"),
            notRun(
                    "codec/README.md",
                    "JAZZER_FUZZ=1",
                    "fuzzes for ten minutes; the build runs the target on its seeds"),
            run("connector/README.md", "unzip ", "DocumentedCommandsIT"),
            notRun("system-tests/README.md", "./mvnw verify", "it is a part of the build"),
            notRun("dev/kea/README.md", "dev/kea/make-chroot", "CI runs it before the build; it needs root"),
            run("dev/kea/README.md", "dev/kea/make-leases", "KeaServer"),
            run("dev/kea/README.md", "dev/kea/run", "KeaServer"));

    private static Rule run(String page, String prefix, String test) {
        return new Rule(page, prefix, test, "");
    }

    private static Rule notRun(String page, String prefix, String reason) {
        return new Rule(page, prefix, "", reason);
    }

    @Test
    void everyCommandIsRunByATestOrHasAReason() throws IOException {
        List<DocumentedCommand> commands = DocumentedCommand.readAll(REPOSITORY);

        assertThat(commands).hasSizeGreaterThan(30);
        assertThat(commands)
                .as("commands without a rule in this test")
                .filteredOn(command -> RULES.stream().noneMatch(rule -> rule.matches(command)))
                .isEmpty();
    }

    @Test
    void everyRuleHasItsCommandAndItsTest() throws IOException {
        List<DocumentedCommand> commands = DocumentedCommand.readAll(REPOSITORY);

        assertThat(RULES)
                .as("rules without a command in the documentation")
                .filteredOn(rule -> commands.stream().noneMatch(rule::matches))
                .isEmpty();
        assertThat(RULES)
                .allMatch(rule -> rule.test().isEmpty() != rule.reason().isEmpty());
        assertThat(RULES.stream().map(Rule::test).filter(test -> !test.isEmpty()))
                .allSatisfy(test -> assertThat(testSources()).contains(test + ".java"));
    }

    private static List<String> testSources() throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY)) {
            return files.filter(file -> file.toString().contains("/src/test/java/"))
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
