package net.leasequery.quickstart.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one command as its JVM has loaded and verified them (JEP 350). The first run that ends in an orderly
 * way writes the archive; later runs start in about two thirds of the time. Without an archive, with one that does not
 * fit, or if it cannot be written, a run only starts more slowly.
 *
 * <p>Several processes may run the same command. Each writes a file of its own, which becomes the archive in one step.
 */
final class ClassDataArchive {
    private static final String ALL_JARS = File.separator + "*";

    /**
     * The permission is diagnostic, because an agent could change classes before they are archived; {@link Leash} changes
     * none. The JVM warns of it, and of each class that it cannot archive, in the output that a failure quotes.
     */
    private static final List<String> DESPITE_AGENT = List.of(
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+AllowArchivingWithJavaAgent",
            "-XX:-PrintWarnings",
            "-Xlog:cds=off");

    private final Path file;
    private final List<Path> jars;
    private @Nullable Path written;

    private ClassDataArchive(Path file, List<Path> jars) {
        this.file = file;
        this.jars = jars;
    }

    /**
     * Returns the archive of a command.
     *
     * @param folder for all archives; created when needed
     * @return null if its class path contains folders of classes, which no archive can hold, or if it runs on a JDK
     *     other than this process's, which may be too old
     */
    static @Nullable ClassDataArchive of(JavaCommand command, Path folder) {
        List<Path> jars = jars(command.target());
        if (jars.isEmpty() || !command.javaHome().equals(Path.of(System.getProperty("java.home")))) {
            return null;
        }
        List<String> target = command.target();
        String main = Path.of(target.get(target.size() - 1)).getFileName().toString();
        int hash = Objects.hash(target, Runtime.version().toString(), command.javaHome());
        return new ClassDataArchive(folder.resolve(main + "-" + Integer.toHexString(hash) + ".jsa"), jars);
    }

    private static List<Path> jars(List<String> target) {
        List<Path> jars = new ArrayList<>();
        for (String entry : target.get(1).split(File.pathSeparator, -1)) {
            if (entry.endsWith(ALL_JARS)) {
                jars.add(Path.of(entry).getParent());
            } else if (entry.endsWith(".jar")) {
                jars.add(Path.of(entry));
            } else {
                return List.of();
            }
        }
        return jars;
    }

    /** JVM options that use the archive, or write it when the process ends. */
    List<String> options() {
        List<String> options = new ArrayList<>(DESPITE_AGENT);
        try {
            if (isUpToDate()) {
                written = null;
                options.add("-XX:SharedArchiveFile=" + file);
            } else {
                written = unusedFile();
                options.add("-XX:ArchiveClassesAtExit=" + written);
            }
        } catch (IOException unwritable) {
            // A folder of somebody else: the process starts without an archive, only more slowly.
            return List.of();
        }
        return options;
    }

    private Path unusedFile() throws IOException {
        Files.createDirectories(file.getParent());
        Path unused = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".unfinished");
        Files.delete(unused);
        return unused;
    }

    /** The JVM itself refuses an archive of other jars, but would not write a new one. */
    private boolean isUpToDate() throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        for (Path jar : jars) {
            if (isNewer(jar)) {
                return false;
            }
        }
        return true;
    }

    private boolean isNewer(Path jarOrFolder) throws IOException {
        if (Files.getLastModifiedTime(jarOrFolder).compareTo(Files.getLastModifiedTime(file)) > 0) {
            return true;
        }
        if (Files.isDirectory(jarOrFolder)) {
            try (DirectoryStream<Path> jarsInside = Files.newDirectoryStream(jarOrFolder, "*.jar")) {
                for (Path jar : jarsInside) {
                    if (isNewer(jar)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /**
     * Makes what the process has written the archive, or deletes it. To be called after the process has ended.
     *
     * @param complete whether it ended in an orderly way
     */
    void ended(boolean complete) {
        Path unfinished = written;
        written = null;
        if (unfinished == null) {
            return;
        }
        try {
            if (complete && Files.exists(unfinished)) {
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException unmovable) {
            // The next process starts without an archive, only more slowly.
            unfinished.toFile().deleteOnExit();
        }
    }
}
