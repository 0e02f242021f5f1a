package net.leasequery.codec;

/**
 * Makes external text safe for logs, exceptions, events and answers of the REST API. This is the only place that
 * decides which characters are allowed: those that move a terminal's cursor, hide or reorder text, or break lines are
 * not.
 */
public final class PrintableText {

    private static final String CUT = "...";

    private PrintableText() {}

    /**
     * Returns the beginning of a text. A space replaces each control character (C0, DEL, C1), format character
     * (bidirectional overrides, joiners, byte order mark), line or paragraph separator, half of a surrogate pair, and
     * each private-use or unassigned character.
     *
     * @param longest maximum number of UTF-16 units of the text that are kept; at least 1; no surrogate pair is split
     * @return at most {@code longest} units, and {@code ...} if there was more
     */
    public static String of(String text, int longest) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), longest) + CUT.length());
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            int next = at + Character.charCount(character);
            if (next > longest) {
                return kept.append(CUT).toString();
            }
            kept.appendCodePoint(isPrintable(character) ? character : ' ');
            at = next;
        }
        return kept.toString();
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
