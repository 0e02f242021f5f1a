package net.leasequery.requestor.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import net.leasequery.requestor.testkit.HangingFile;
import net.leasequery.requestor.tls.MissingFileException;
import net.leasequery.requestor.tls.TlsMaterialValidator;
import net.leasequery.requestor.tls.TrustMaterial;
import net.leasequery.requestor.tls.UnusableMaterialException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that would hang or fill a worker are not read. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class KeyFileTest {

    @TempDir
    private Path folder;

    @Test
    void readsARegularFileAndFollowsLinks() throws Exception {
        Path file = Files.writeString(folder.resolve("keys.pem"), "content");
        Path link = Files.createSymbolicLink(folder.resolve("..data"), file);

        assertThat(KeyFile.read(file)).asString().isEqualTo("content");
        assertThat(KeyFile.read(link)).asString().isEqualTo("content");
    }

    @Test
    void readsNoPipe() throws Exception {
        Path pipe = pipe();

        assertThatThrownBy(() -> KeyFile.read(pipe))
                .hasMessage(pipe + " is a device, pipe or socket and not a regular file");
    }

    @Test
    void readsNoDeviceAlsoNotBehindALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("zero"), Path.of("/dev/zero"));

        assertThatThrownBy(() -> KeyFile.read(Path.of("/dev/zero"))).hasMessageContaining("is a device");
        assertThatThrownBy(() -> KeyFile.read(link)).hasMessageContaining("is a device");
    }

    @Test
    void readsNoDirectory() {
        assertThatThrownBy(() -> KeyFile.read(folder)).hasMessage(folder + " is a directory and not a regular file");
    }

    @Test
    void readsNoMoreThanTheBound() throws IOException {
        Path large = folder.resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(KeyFile.MOST_OCTETS);
            assertThat(catching(large)).isNull();
            file.setLength(1L << 40);
        }

        assertThat(catching(large)).hasMessage(large + " is larger than 1048576 octets");
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> KeyFile.read(folder.resolve("none"))).isInstanceOf(MissingFileException.class);
    }

    @Test
    void aFileSystemThatHangsDoesNotHoldUpACheck() throws Exception {
        try (HangingFile file = HangingFile.create("/nfs/trusted.pem")) {
            long before = System.nanoTime();

            assertThatThrownBy(() -> TlsMaterialValidator.check(new TrustMaterial.PemFile(file.path())))
                    .isInstanceOf(UnusableMaterialException.class)
                    .hasMessage("/nfs/trusted.pem could not be read within 10000 ms; its file system may hang");

            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before))
                    .isLessThan(20);
        }
    }

    private static @Nullable UnusableMaterialException catching(Path file) {
        try {
            byte[] unused = KeyFile.read(file);
            return null;
        } catch (UnusableMaterialException e) {
            return e;
        }
    }

    private Path pipe() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }
}
