package net.leasequery.requestor.dialect;

import net.leasequery.codec.MalformedFrame;

/** What a server sent, in words fit for logs and events: bounded and without control characters. */
public final class Printable {

    private static final int LONGEST = 256;

    private Printable() {}

    /** A text of the server's. */
    public static String text(String text) {
        String bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return bounded.replaceAll("\\p{Cntrl}", " ");
    }

    /** What is wrong with a message, and where. */
    public static String text(MalformedFrame frame) {
        return frame.reason() + " (at octet " + frame.offset() + " of " + frame.length() + ")";
    }
}
