package net.leasequery.systemtests.operations;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.leasequery.quickstart.process.FolderTree;
import net.leasequery.quickstart.process.FreePort;

/** A PostgreSQL of Debian's on the loopback address, with one empty database. It and its files are gone when closed. */
final class PostgresServer implements AutoCloseable {
    /** As Debian's package makes it. PostgreSQL refuses to run as root. */
    private static final String ACCOUNT = "postgres";

    static final String USER = "leases";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path programs;
    private final Path folder;
    private final int port;

    private PostgresServer(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** The folder of {@code initdb}; empty if Debian's package {@code postgresql} is not installed. */
    static Optional<Path> programs() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(versions)) {
            for (Path version : folders) {
                if (Files.isExecutable(version.resolve("bin/initdb"))) {
                    return Optional.of(version.resolve("bin"));
                }
            }
        }
        return Optional.empty();
    }

    /** Starts one and waits until it answers. */
    static PostgresServer start(Path programs) throws IOException, InterruptedException {
        // Not under the work folder: the account must be able to reach it
        Path folder = Files.createTempDirectory("leases-postgres");
        PostgresServer server = new PostgresServer(programs, folder, FreePort.next());
        try {
            server.startOnNewData();
            return server;
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            server.close();
            throw e;
        }
    }

    private void startOnNewData() throws IOException, InterruptedException {
        if (isRoot()) {
            run(List.of("chown", ACCOUNT, folder.toString()));
        }
        Path data = folder.resolve("data");
        run(asAccount("initdb", "--no-sync", "--auth=trust", "--username=" + USER, data.toString()));
        run(asAccount(
                "pg_ctl",
                "start",
                "--wait",
                "--pgdata=" + data,
                "--log=" + folder.resolve("log"),
                "--options=-c fsync=off -c listen_addresses=127.0.0.1 -p " + port + " -k " + folder));
        await().atMost(LIMIT).ignoreExceptions().until(() -> query("SELECT 1").equals("1"));
    }

    /** For {@code connection.url}. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** What {@code psql} prints for a statement: a row in a line, columns with {@code |} between them. */
    String query(String statement) throws IOException, InterruptedException {
        return run(List.of(
                        programs.resolve("psql").toString(),
                        "--host=127.0.0.1",
                        "--port=" + port,
                        "--username=" + USER,
                        "--no-align",
                        "--tuples-only",
                        "--command=" + statement,
                        "postgres"))
                .strip();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private List<String> asAccount(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + ACCOUNT, "--regid=" + ACCOUNT, "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        File output = Files.createTempFile("leases-postgres", ".out").toFile();
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + ": not done after " + LIMIT.toSeconds() + " s");
            }
            String printed = Files.readString(output.toPath(), StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + printed);
            }
            return printed;
        } finally {
            Files.delete(output.toPath());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (Files.exists(folder.resolve("data/postmaster.pid"))) {
                run(asAccount("pg_ctl", "stop", "--mode=immediate", "--pgdata=" + folder.resolve("data")));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            FolderTree.delete(folder);
        }
    }
}
