package net.leasequery.connect.table;

import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one part of a header text, {@code <name><version>(field,field,…)}, one after the other. A read-back
 * parses millions of them in a small heap, so numbers are parsed in place. Not thread-safe.
 */
final class HeaderFields {

    private static final int MOST_DIGITS = 9;
    private static final int DECIMAL = 10;
    private static final int HEX = 16;

    private final String text;
    private final int version;
    private final int end;
    private int at;

    private HeaderFields(String text, int version, int from, int end) {
        this.text = text;
        this.version = version;
        this.at = from;
        this.end = end;
    }

    /** Finds the first part with this name at {@code from} or behind it; null if there is none. */
    static @Nullable HeaderFields find(String text, String name, int from) {
        for (int found = text.indexOf(name, from); found >= 0; found = text.indexOf(name, found + 1)) {
            int version = found + name.length();
            int open = version;
            while (open < text.length() && Character.digit(text.charAt(open), DECIMAL) >= 0) {
                open++;
            }
            boolean numbered = open > version && open - version <= MOST_DIGITS;
            int close =
                    numbered && open < text.length() && text.charAt(open) == '(' ? nextParenthesis(text, open + 1) : -1;
            if (close >= 0 && text.charAt(close) == ')') {
                return new HeaderFields(text, Integer.parseInt(text, version, open, DECIMAL), open + 1, close);
            }
        }
        return null;
    }

    /** Stops at each parenthesis, so that a text of many beginnings without an end is not read once for each. */
    private static int nextParenthesis(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '(' || text.charAt(i) == ')') {
                return i;
            }
        }
        return -1;
    }

    int version() {
        return version;
    }

    /** Index behind the last field. */
    int end() {
        return end;
    }

    /** Number of fields from the next one to the last one. */
    int count() {
        int count = 1;
        for (int comma = text.indexOf(',', at); comma >= 0 && comma < end; comma = text.indexOf(',', comma + 1)) {
            count++;
        }
        return count;
    }

    /** The next field. */
    String text() {
        int from = at;
        return text.substring(from, next());
    }

    /**
     * The next field, an unsigned number in hex.
     *
     * @throws NumberFormatException if it is none
     */
    long hex() {
        int from = at;
        return Long.parseUnsignedLong(text, from, next(), HEX);
    }

    /**
     * The next field, a decimal number.
     *
     * @throws NumberFormatException if it is none
     */
    long decimal() {
        int from = at;
        return Long.parseLong(text, from, next(), DECIMAL);
    }

    /**
     * The next field, a time in seconds since 1970; null if it is empty.
     *
     * @throws NumberFormatException if it is neither
     */
    @Nullable
    ServerTime time() {
        if (at == end || text.charAt(at) == ',') {
            int unused = next();
            return null;
        }
        return new ServerTime(decimal());
    }

    /** Moves behind the next comma, and returns where the field before it ends. */
    private int next() {
        int comma = text.indexOf(',', at);
        int fieldEnd = comma < 0 || comma > end ? end : comma;
        at = Math.min(fieldEnd + 1, end);
        return fieldEnd;
    }
}
