package net.leasequery.requestor.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates made by the commands of {@code docs/security.md}, word for word but for the host. */
final class OpensslCertificates {

    static final String STORE_PASSWORD = "of the stores";

    private static final Path PAGE = Path.of("..", "docs", "security.md");
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final String ELLIPTIC_CURVE = "-newkey ec -pkeyopt ec_paramgen_curve:P-256";

    private final Path folder;

    private OpensslCertificates(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs the commands.
     *
     * @param newKey arguments of openssl, as {@code -newkey rsa:2048}; empty for what the page has
     */
    static OpensslCertificates make(Path folder, String newKey) throws IOException, InterruptedException {
        Matcher block = COMMANDS.matcher(Files.readString(PAGE));
        assertThat(block.find()).as("commands in " + PAGE).isTrue();
        String commands =
                block.group(1).replace("dhcp-east.example.net", "localhost").replace("192.0.2.67", "127.0.0.1");
        assertThat(commands).contains(ELLIPTIC_CURVE);
        File log = folder.resolve("openssl.log").toFile();
        ProcessBuilder context = new ProcessBuilder(
                        "sh", "-e", "-c", newKey.isEmpty() ? commands : commands.replace(ELLIPTIC_CURVE, newKey))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log);
        context.environment().put("STORE_PASSWORD", STORE_PASSWORD);
        assertThat(context.start().waitFor()).as(Files.readString(log.toPath())).isZero();
        return new OpensslCertificates(folder);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    String text(String name) throws IOException {
        return Files.readString(file(name));
    }
}
