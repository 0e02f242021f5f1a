package net.leasequery.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/conformance.md} says of each requirement which test proves it, and is never stale. */
class ConformanceTableTest {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Path TABLE = REPOSITORY.resolve("docs/conformance.md");
    private static final Pattern REQUIREMENT_ID = Pattern.compile("(R\\d{4}|S\\d{3}|RISV)-.*");

    @Test
    void tableNamesTheTestThatProvesEachRequirement() throws IOException {
        String generated = render(requirements(), TaggedTests.scan(REPOSITORY));

        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(TABLE, generated);
        }

        assertThat(Files.readString(TABLE))
                .as("docs/conformance.md is stale; write it anew with"
                        + " ./mvnw test -pl system-tests -am -Dtest=ConformanceTableTest -Ddocs.update=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(generated);
    }

    @Test
    void everyRequirementThatATestNamesExists() throws IOException {
        Set<String> known = requirements().stream().map(Requirement::id).collect(Collectors.toSet());

        assertThat(TaggedTests.scan(REPOSITORY).tags())
                .filteredOn(tag -> REQUIREMENT_ID.matcher(tag).matches())
                .isSubsetOf(known);
    }

    private static List<Requirement> requirements() throws IOException {
        return Requirement.readAll(REPOSITORY.resolve("docs/conformance/requirements.csv"));
    }

    private static String render(List<Requirement> requirements, TaggedTests tests) throws IOException {
        long proven = requirements.stream()
                .filter(requirement -> !tests.proving(requirement.id()).isEmpty())
                .count();
        StringBuilder page = new StringBuilder("""
                # Conformance

                Generated from the `@Tag` annotations of the tests; do not edit. The list itself is
                [requirements.csv](conformance/requirements.csv): `R` is an RFC, `S` a draft, then the section.

                """);
        page.append("**%d of %d requirements are proven by a test.**%n%n".formatted(proven, requirements.size()));
        page.append("| id | level | role | rule | status | proven by |\n|---|---|---|---|---|---|\n");
        for (Requirement requirement : requirements) {
            List<String> proof = tests.proving(requirement.id());
            page.append("| %s | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            requirement.id(),
                            requirement.level(),
                            requirement.role(),
                            requirement.rule(),
                            proof.isEmpty() ? "open" : "proven",
                            proof.isEmpty() ? "" : "`" + String.join("`<br>`", proof) + "`"));
        }
        return page.append(judgement()).toString();
    }

    /** What the codec's tests have written down of Wireshark's dissectors. */
    private static String judgement() throws IOException {
        StringBuilder section = new StringBuilder("""

                ## What Wireshark says

                Every message that we can write, dissected by `tshark`; the tests compare the fields named by the
                count. "judge says" is a remark that is no fault of ours: RFC 7724 and RFC 6926 want queries without
                a hardware address, and this version does not know the message types of RFC 7653.

                """);
        for (String report : List.of("ipv4", "ipv6", "ipv6-datagrams")) {
            section.append("```\n")
                    .append(Files.readString(REPOSITORY.resolve("docs/conformance/wireshark-" + report + ".txt")))
                    .append("```\n\n");
        }
        return section.toString();
    }
}
