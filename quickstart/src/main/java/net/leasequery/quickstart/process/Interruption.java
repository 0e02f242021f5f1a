package net.leasequery.quickstart.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Turns the end of the JVM (Ctrl-C, SIGTERM) into an interrupt of the thread that does the work, and holds the JVM
 * until that thread has closed what it opened: the shutdown is the same whether the run is over or cut short.
 */
public final class Interruption {
    private static final long PATIENCE_SECONDS = 60;

    private Interruption() {}

    /** Does the work in this thread and returns its result. */
    public static int guarding(IntSupplier work) {
        CountDownLatch over = new CountDownLatch(1);
        Thread worker = Thread.currentThread();
        Thread hook = new Thread(() -> interruptAndWait(worker, over), "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.getAsInt();
        } finally {
            over.countDown();
        }
    }

    private static void interruptAndWait(Thread worker, CountDownLatch over) {
        if (over.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Gave up waiting for an orderly end after " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
