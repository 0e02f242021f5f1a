package net.leasequery.quickstart.process;

/** A process did not start, or ended by itself. The message holds the tail of what it last wrote. */
public final class ProcessFailedException extends RuntimeException {
    public ProcessFailedException(String message) {
        super(message);
    }
}
