package net.leasequery.transforms.internal.pseudonym;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of one record: the token of its address, which is in the key and in the value, and the tokens of the previous
 * key, as a JSON object from field to token. Tokens and paths have no characters that JSON escapes. For one thread.
 */
final class RecordTokens {

    private final @Nullable StringJoiner previous;
    private @Nullable String address;
    private @Nullable String addressToken;

    /**
     * Creates an empty set of tokens.
     *
     * @param withPrevious whether to collect tokens of the previous key
     */
    RecordTokens(boolean withPrevious) {
        this.previous = withPrevious ? new StringJoiner(",", "{", "}").setEmptyValue("") : null;
    }

    void addPrevious(String path, String token) {
        if (previous != null) {
            previous.add("\"" + path + "\":\"" + token + "\"");
        }
    }

    /** Returns the JSON object; empty if there are no tokens of the previous key. */
    String previousAsJson() {
        return previous == null ? "" : previous.toString();
    }

    void setAddress(String text, String token) {
        address = text;
        addressToken = token;
    }

    /** Returns the token of an address if it was set, else null. */
    @Nullable
    String ofAddress(Object text) {
        return text.equals(address) ? addressToken : null;
    }
}
