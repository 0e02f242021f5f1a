package net.leasequery.simulator.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdentityTest {

    @ParameterizedTest
    @EnumSource
    void readsWhatItHasWritten(KeyKind kind, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("identity.pem");
        Identity written = ThrowAwayAuthority.create("Authority", KeyKind.ECDSA)
                .order("someone")
                .keys(kind)
                .issue();

        written.write(file);

        assertThat(Identity.read(file, file)).isEqualTo(written);
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
}
