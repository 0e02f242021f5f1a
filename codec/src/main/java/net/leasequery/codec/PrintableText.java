package net.leasequery.codec;

/**
 * Text from outside as it may stand in logs, exceptions, events and answers of the REST API. The one place that
 * decides which characters may: what moves a terminal's cursor, hides, reorders or breaks lines does not pass.
 */
public final class PrintableText {

    private static final String CUT = "...";

    private PrintableText() {}

    /**
     * The beginning of a text. A blank stands for each control character (C0, DEL, C1), format character
     * (bidirectional overrides, joiners, byte order mark), line or paragraph separator, half of a surrogate pair,
     * and for characters that are private or not assigned.
     *
     * @param longest most UTF-16 units of the text that are kept; at least 1; no surrogate pair is cut in two
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
