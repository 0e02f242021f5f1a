package net.leasequery.quickstart.cli;

import java.io.PrintStream;

/**
 * Permanent lines, and below them one status line that is rewritten in place.
 *
 * <p>Without a terminal (a pipe, a CI log) the status is left out. When the reader of a pipe has gone, as with
 * {@code | head}, {@link #isClosed} returns true. Any thread may call.
 */
final class Screen {
    private static final String ERASE_LINE = "\r\033[2K";

    private final PrintStream out;
    private final boolean terminal;
    private String status = "";
    private volatile boolean closed;

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    boolean isTerminal() {
        return terminal;
    }

    /** Whether the reader of the output has gone. */
    boolean isClosed() {
        return closed;
    }

    /** Prints a line above the status. */
    synchronized void line(String text) {
        out.println((status.isEmpty() ? "" : ERASE_LINE) + text);
        out.print(status);
        closed |= out.checkError();
    }

    /** Replaces the status; an empty one removes it. */
    synchronized void status(String text) {
        if (terminal && !text.equals(status)) {
            out.print(ERASE_LINE + text);
            closed |= out.checkError();
            status = text;
        }
    }
}
