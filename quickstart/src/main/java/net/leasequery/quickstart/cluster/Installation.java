package net.leasequery.quickstart.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the build has put the files that the processes run; nothing here needs Maven or a network.
 *
 * @param home the root of the source tree
 */
public record Installation(Path home) {

    public Installation {
        home = home.toAbsolutePath().normalize();
    }

    /**
     * The source tree that the system property {@code leasequery.home} names.
     *
     * @throws IllegalStateException if the property is not set
     */
    public static Installation fromSystemProperty() {
        String home = System.getProperty("leasequery.home");
        if (home == null) {
            throw new IllegalStateException("Set -Dleasequery.home to the root of the source tree");
        }
        return new Installation(Path.of(home));
    }

    Path brokerJars() {
        return runtime("broker").resolve("lib");
    }

    /** The jars of the worker's class path. */
    public Path workerJars() {
        return runtime("worker").resolve("lib");
    }

    /** A folder for {@code plugin.path} that holds the Avro converter. */
    public Path converterPlugins() {
        return runtime("converter").resolve("plugins");
    }

    /** The class path of {@code bin/lease-streams}. */
    String leaseStreamsClasses() {
        Path target = home.resolve("streams/target");
        return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*";
    }

    Path simulatorJars() {
        return runtime("simulator").resolve("lib");
    }

    Path registryJar() {
        return newestFile(runtime("registry").resolve("app"), "apicurio-registry-app-*-runner.jar");
    }

    /** The jar that keeps child processes from outliving their parent. */
    public Path leashJar() {
        return newestFile(home.resolve("quickstart/target"), "quickstart-*.jar");
    }

    /** The connector as it is shipped. */
    public Path connectorZip() {
        return newestFile(home.resolve("connector/target"), "leasequery-kafka-connect-leasequery-*.zip");
    }

    private Path runtime(String part) {
        return home.resolve("quickstart/runtime").resolve(part).resolve("target");
    }

    /** The newest file, because a build of another version leaves its files behind. */
    private static Path newestFile(Path folder, String pattern) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
                files.forEach(found::add);
            } catch (IOException unreadable) {
                throw new IllegalStateException("Cannot list " + folder, unreadable);
            }
        }
        return found.stream()
                .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                .orElseThrow(() -> new IllegalStateException(
                        "No " + pattern + " in " + folder + ". Build it: ./mvnw -DskipTests package"));
    }
}
