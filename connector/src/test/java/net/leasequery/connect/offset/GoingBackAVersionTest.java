package net.leasequery.connect.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the jq program of docs/offsets.md, which takes out what version 0.1 refuses. Skipped where there is no jq. */
@Timeout(60)
class GoingBackAVersionTest {

    private static final Pattern PROGRAM = Pattern.compile("jq '([^']+)'");
    private static final String PARTITION = "\"partition\":{\"server\":\"east\",\"family\":\"ipv4\"}";

    @TempDir
    private Path folder;

    @Test
    void keysThatVersionOneDoesNotKnowAreTakenOut() throws IOException, InterruptedException {
        assertThat(converted("{\"v\":1,\"base_time\":100,\"lag\":3,\"server_ids\":\"192.0.2.1\",\"topics\":\"campus\","
                        + "\"vpn\":\"blue\",\"subnets\":\"10.0.0.0/8\",\"queries\":\"relay-id:0a\"}"))
                .isEqualTo("{\"v\":1,\"base_time\":100,\"lag\":3}");
    }

    @Test
    void aSweepThatIsOwedBecomesASnapshotThatIsOwed() throws IOException, InterruptedException {
        assertThat(converted("{\"v\":1,\"base_time\":100,\"gap_start\":5,\"gap_end\":9,\"sweep_owed\":1}"))
                .isEqualTo("{\"v\":1,\"base_time\":100,\"gap_start\":0}");
    }

    /** A key that the program does not know would stay, and the task of that version would refuse the offset. */
    @Test
    void theProgramKnowsEveryKeyThatCameSince() throws IOException {
        assertThat(program())
                .contains(
                        "." + OffsetFormat.SERVER_IDS,
                        "." + OffsetFormat.SERVER_CHANGES,
                        "." + OffsetFormat.TOPICS,
                        "." + OffsetFormat.VPN,
                        "." + OffsetFormat.SUBNETS,
                        "." + OffsetFormat.QUERIES,
                        "." + OffsetFormat.SWEEP_OWED,
                        "." + OffsetFormat.TOPIC_ID);
    }

    private String converted(String offset) throws IOException, InterruptedException {
        Path input = Files.writeString(
                folder.resolve("offsets.json"), "{\"offsets\":[{" + PARTITION + ",\"offset\":" + offset + "}]}");
        Path output = folder.resolve("edited.json");
        Process jq;
        try {
            jq = new ProcessBuilder("jq", "-c", program(), input.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "jq is not installed: " + e.getMessage());
            throw e;
        }
        assertThat(jq.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String edited = Files.readString(output, StandardCharsets.UTF_8).strip();
        String before = "{\"offsets\":[{" + PARTITION + ",\"offset\":";
        assertThat(edited).startsWith(before).endsWith("}]}");
        return edited.substring(before.length(), edited.length() - "}]}".length());
    }

    private static String program() throws IOException {
        Path page = Path.of("..", "docs", "offsets.md");
        Matcher program = PROGRAM.matcher(Files.readString(page));
        assertThat(program.find()).isTrue();
        return program.group(1);
    }
}
