package net.leasequery.quickstart.process;

import java.io.IOException;

/**
 * Java agent that halts its JVM as soon as standard input ends.
 *
 * <p>{@link ChildProcess} keeps the other end of that pipe open and never writes to it. The operating system closes
 * the pipe when the parent ends in any way; a shutdown hook would not run on kill -9.
 */
public final class Leash {
    /** Exit status of a process whose parent died: 128 + SIGKILL, as if the parent had sent it. */
    static final int PARENT_DIED = 137;

    private Leash() {}

    /** Called by the JVM before {@code main}, because the jar's manifest names this class. */
    public static void premain(String options) {
        Thread watch = new Thread(Leash::haltAtEndOfInput, "leash");
        watch.setDaemon(true);
        watch.start();
    }

    private static void haltAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // The parent never writes: only the end of the stream is awaited.
            }
        } catch (IOException broken) {
            System.err.println("leash: " + broken);
        }
        Runtime.getRuntime().halt(PARENT_DIED);
    }
}
