package net.leasequery.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What operators owe to the people in the leases is said where they look for it, and in keys that exist. */
class LeaseDataDutiesTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final String SECTION = "\n## Personal data\n";

    @Test
    @Tag("R7724-9-1")
    void securityPageSaysHowLeaseDataIsProtectedAndDeleted() throws IOException {
        String page = Files.readString(DOCS.resolve("security.md"));
        String keys = Files.readString(DOCS.resolve("configuration.md"));

        assertThat(page).contains(SECTION);
        String section =
                page.substring(page.indexOf(SECTION) + SECTION.length()).replaceFirst("(?s)\n## .*", "");

        assertThat(section).contains("RFC 7724 section 9", "ACLs", "`retention.ms`");
        assertThat(section).contains("`<prefix>.bindings`", "`<prefix>.events`", "`<prefix>.quarantine`");
        for (String key : new String[] {"tombstones.on.unassigned", "requested.options"}) {
            assertThat(section).contains("`" + key);
            assertThat(keys).contains("`" + key + "`");
        }
    }
}
