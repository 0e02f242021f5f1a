package net.leasequery.systemtests.kea;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where {@code dev/kea/make-chroot} has put Kea, if it has. */
public final class KeaChroot {

    /** Set by the profile {@code kea}: a test that finds no Kea fails instead of being skipped. */
    private static final boolean REQUIRED = Boolean.getBoolean("kea.required");

    private KeaChroot() {}

    /**
     * The chroot.
     *
     * @return empty if there is none
     * @throws IllegalStateException if there is none and one is required
     */
    public static Optional<Path> find() {
        String configured = System.getenv("KEA_CHROOT");
        Path chroot = configured == null
                ? Path.of(System.getProperty("user.home"), ".cache/kafka-connect-leasequery/kea")
                : Path.of(configured);
        if (Files.exists(chroot.resolve(".complete"))) {
            return Optional.of(chroot);
        }
        if (REQUIRED) {
            throw new IllegalStateException("There is no Kea in " + chroot + ": make it with dev/kea/make-chroot");
        }
        return Optional.empty();
    }
}
