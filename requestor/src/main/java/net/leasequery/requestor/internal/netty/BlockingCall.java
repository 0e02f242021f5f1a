package net.leasequery.requestor.internal.netty;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call that may block forever, on a daemon thread of its own that ends with the call. A thread that hangs in the
 * operating system, for example in an unreachable file system, cannot be ended. Callers therefore wait with a deadline
 * and then give up, and {@link OverdueCalls} bounds how many threads may hang. Safe for use by several threads.
 *
 * @param <T> what the call returns
 */
public final class BlockingCall<T> {

    /** Prefix of the names of all threads; the subject follows. */
    public static final String THREAD_NAME_PREFIX = "leasequery-blocking-";

    private final String subject;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Thread thread;
    private boolean ended;
    private boolean overdue;

    private BlockingCall(String subject, Callable<T> work) {
        this.subject = subject;
        this.thread = new Thread(LogContext.current().around(() -> run(work)), THREAD_NAME_PREFIX + subject);
        thread.setDaemon(true);
    }

    /**
     * Begins the call and returns at once.
     *
     * @param subject subject of the call, for messages and the thread's name, such as {@code /etc/keys.pem}; not a
     *     secret
     * @return already failed with {@link TooManyOverdueException} if too many calls hang
     */
    public static <T> BlockingCall<T> start(String subject, Callable<T> work) {
        BlockingCall<T> call = new BlockingCall<>(subject, work);
        String refusal = OverdueCalls.refusal(subject);
        if (refusal == null) {
            call.begin();
        } else {
            call.refuse(new TooManyOverdueException(refusal));
        }
        return call;
    }

    private void begin() {
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            refuse(new IOException("no thread could be started for " + subject + ": " + e.getMessage(), e));
        }
    }

    private synchronized void refuse(Exception reason) {
        ended = true;
        result.completeExceptionally(reason);
    }

    /** Returns the result or exception of the call; completed on the call's thread. */
    public CompletableFuture<T> result() {
        return result;
    }

    /**
     * Waits for the result and gives up if it is not there in time.
     *
     * @throws ExecutionException with what the call threw as cause
     * @throws TimeoutException if it has not returned by then
     * @throws InterruptedException if the calling thread was interrupted; the call is given up then, too
     */
    public T await(Duration longest) throws ExecutionException, TimeoutException, InterruptedException {
        try {
            return result.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            giveUp();
        }
    }

    /** Stops waiting and interrupts the call, which may still hang. Does nothing if the call has ended. */
    public synchronized void giveUp() {
        if (!ended && !overdue) {
            overdue = true;
            OverdueCalls.add(subject);
            thread.interrupt();
        }
    }

    private void run(Callable<T> work) {
        try {
            result.complete(work.call());
        } catch (Throwable e) { // Errors as well, such as a stack that a nested structure has exhausted.
            result.completeExceptionally(e);
        } finally {
            end();
        }
    }

    private synchronized void end() {
        ended = true;
        if (overdue) {
            OverdueCalls.remove(subject);
        }
    }
}
