package net.leasequery.requestor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.leasequery.requestor.SettingNames.Setting;
import org.junit.jupiter.api.Test;

/** The library is for users without Kafka, too: it names its own settings, or those of its user. */
class NeutralTextsTest {

    /** How keys of the connector begin, as in {@code bulk.query.types}. */
    private static final Pattern KEY =
            Pattern.compile("\\b(?:dhcp\\.(?:server|family)|bulk\\.(?:query\\.types|poll|data)|snapshot\\.mode"
                    + "|query\\.mode|active\\.receive|connect\\.timeout|reconnect\\.backoff|resume\\.(?:overlap|assumes)|max\\."
                    + "(?:queue|batch)\\.|sweep\\.|topic\\.prefix|requested\\.options|vpn\\.id|security\\.protocol"
                    + "|malformed\\.message|ssl\\.)");

    private static final Pattern PACKAGE_OR_CODE = Pattern.compile("(?m)^(?:import|package) .*$");

    @Test
    void noSourceNamesAKeyOfTheConnector() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertThat(sources).hasSizeGreaterThan(100).allSatisfy(source -> {
            String text = PACKAGE_OR_CODE.matcher(Files.readString(source)).replaceAll("");
            assertThat(KEY.matcher(text).results().map(key -> text.substring(key.start(), key.end() + 10)))
                    .as(source.toString())
                    .isEmpty();
        });
    }

    @Test
    void aUserMayCallTheSettingsOtherwise() {
        SettingNames names = SettingNames.of(Map.of(Setting.BULK_QUERIES, "$.queries"));

        Notice notice = names.in(new Notice.BackfillFailed(Gap.SNAPSHOT, "name it in bulkQueries, not snapshotMode"));

        assertThat(notice).isEqualTo(new Notice.BackfillFailed(Gap.SNAPSHOT, "name it in $.queries, not snapshotMode"));
    }
}
