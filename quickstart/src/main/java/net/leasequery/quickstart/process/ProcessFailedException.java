package net.leasequery.quickstart.process;

/** A process did not start, or ended by itself. The message contains the tail of its output. */
public final class ProcessFailedException extends RuntimeException {
    public ProcessFailedException(String message) {
        super(message);
    }
}
