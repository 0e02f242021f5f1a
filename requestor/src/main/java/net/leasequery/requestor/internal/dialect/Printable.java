package net.leasequery.requestor.internal.dialect;

import net.leasequery.codec.MalformedFrame;
import net.leasequery.codec.PrintableText;

/** Turns data from a server into texts that are safe for logs and events: bounded and printable. */
public final class Printable {

    private static final int LONGEST = 256;

    private Printable() {}

    /** Returns a text of the server. */
    public static String text(String text) {
        return PrintableText.of(text, LONGEST);
    }

    /**
     * Returns a status as its name, number and text.
     *
     * @param meaning its name in the server's family
     */
    public static String status(Enum<?> meaning, int code, String text) {
        String words = text(text);
        return meaning + " (" + code + ")" + (words.isEmpty() ? "" : ": " + words);
    }

    /** Returns what is wrong with a message, and where. */
    public static String text(MalformedFrame frame) {
        return text(frame.reason()) + " (at octet " + frame.offset() + " of " + frame.length() + ")";
    }
}
