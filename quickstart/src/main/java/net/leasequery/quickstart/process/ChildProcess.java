package net.leasequery.quickstart.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One JVM that this process owns. It can be started again after it was killed or stopped, with the same command, and
 * dies with this process: see {@link Leash}.
 *
 * <p>Standard output and error go to {@code NAME.out} in the log folder, appended over restarts; the
 * command finds the name of its log file, {@code NAME.log}, in the system property
 * {@code leasequery.log}. Methods may be called by any thread, one at a time.
 */
public final class ChildProcess implements AutoCloseable {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final long POLL_MILLIS = 25;
    /** Exit status of a JVM that ended by itself, or at SIGTERM: 128 + 15. */
    private static final Set<Integer> ORDERLY = Set.of(0, 143);

    private final String name;
    private final JavaCommand command;
    private final Path leash;
    private final Path logs;
    private final Readiness readiness;
    private final @Nullable ClassDataArchive archive;
    private volatile @Nullable Process process;

    /**
     * Describes the process; nothing is started yet.
     *
     * @param name a word for file names and messages
     * @param leash the jar that holds {@link Leash}; beside it, a folder {@code class-data} is created
     * @param logs an existing folder
     */
    public ChildProcess(String name, JavaCommand command, Path leash, Path logs, Readiness readiness) {
        this.name = name;
        this.command = command;
        this.leash = leash;
        this.logs = logs;
        this.readiness = readiness;
        this.archive = ClassDataArchive.of(command, leash.resolveSibling("class-data"));
    }

    /**
     * Starts the process and returns at once.
     *
     * @throws IllegalStateException if it already runs
     * @throws IOException if the operating system refuses
     */
    public synchronized void launch() throws IOException {
        if (isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        ProcessBuilder builder = new ProcessBuilder(commandLine())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        builder.environment().putAll(command.environment());
        process = builder.start();
    }

    /**
     * Waits until the process serves.
     *
     * @throws ProcessFailedException if it ended or the limit passed; the message contains the tail of its log
     */
    public void awaitReady(Duration limit) throws InterruptedException {
        Process started = running();
        long deadline = System.nanoTime() + limit.toNanos();
        while (!readiness.isReady()) {
            if (started.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw failed("ended with status " + started.exitValue() + " before it was ready");
            }
            if (System.nanoTime() - deadline > 0) {
                throw failed("was not ready after " + limit.toSeconds() + " s");
            }
        }
    }

    /** Waits until the process ends by itself. Returns false if it still runs after the limit. */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        Process started = process;
        boolean ended = started == null || started.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (ended && started != null) {
            settleArchive(started);
        }
        return ended;
    }

    /** Ends the process without a chance to clean up (SIGKILL), and waits until it has ended. */
    public void kill() throws InterruptedException {
        Process started = process;
        if (started != null) {
            started.destroyForcibly().waitFor();
            settleArchive(started);
        }
    }

    /**
     * Asks the process to end (SIGTERM), and kills it if it has not ended within the grace period.
     *
     * @return whether it ended by itself
     */
    public boolean stop(Duration grace) throws InterruptedException {
        Process started = process;
        if (started == null || !started.isAlive()) {
            return awaitEnd(Duration.ZERO);
        }
        // Not Process.destroy(): that also closes the pipe, and the leash would cut the shutdown short.
        started.toHandle().destroy();
        boolean ended = awaitEnd(grace);
        kill();
        return ended;
    }

    /** Kills the process if it still runs. */
    @Override
    public void close() {
        Process started = process;
        if (started != null) {
            started.destroyForcibly();
        }
    }

    public boolean isAlive() {
        Process started = process;
        return started != null && started.isAlive();
    }

    /** Process id of the run that was started last. */
    public long pid() {
        return running().pid();
    }

    public String name() {
        return name;
    }

    /** File of standard output and error. Complete lines of one run follow those of the run before. */
    public Path output() {
        return logs.resolve(name + ".out");
    }

    /** Log file of the process, if its command uses {@code leasequery.log}. */
    public Path log() {
        return logs.resolve(name + ".log");
    }

    private Process running() {
        Process started = process;
        if (started == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return started;
    }

    private List<String> commandLine() {
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            // Out of the terminal's process group: Ctrl-C is for the parent, which then stops its children in order.
            words.add(SETSID.toString());
        }
        JavaCommand leashed = command.withJvmOptions("-javaagent:" + leash, "-Dleasequery.log=" + log());
        words.addAll(
                archive == null
                        ? leashed.words()
                        : leashed.withJvmOptions(archive.options().toArray(String[]::new))
                                .words());
        return words;
    }

    private void settleArchive(Process ended) {
        if (archive != null) {
            archive.ended(ORDERLY.contains(ended.exitValue()));
        }
    }

    private ProcessFailedException failed(String what) {
        return new ProcessFailedException(name + " " + what + "\n" + LogTail.of(output()) + "\n" + LogTail.of(log()));
    }
}
