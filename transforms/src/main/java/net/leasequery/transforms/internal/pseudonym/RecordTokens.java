package net.leasequery.transforms.internal.pseudonym;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of one record: that of its address, which is in the key and in the value, and those that the previous key would
 * have made, as a JSON object from field to token. Tokens and paths have no character that JSON escapes. For one thread.
 */
final class RecordTokens {

    private final @Nullable StringJoiner previous;
    private @Nullable String address;
    private @Nullable String addressToken;

    /**
     * Tokens of a record, none yet.
     *
     * @param withPrevious whether those of the previous key are wanted
     */
    RecordTokens(boolean withPrevious) {
        this.previous = withPrevious ? new StringJoiner(",", "{", "}").setEmptyValue("") : null;
    }

    void addPrevious(String path, String token) {
        if (previous != null) {
            previous.add("\"" + path + "\":\"" + token + "\"");
        }
    }

    /** Empty if there is none. */
    String previousAsJson() {
        return previous == null ? "" : previous.toString();
    }

    void setAddress(String text, String token) {
        address = text;
        addressToken = token;
    }

    /** The token of an address, if it was set; else null. */
    @Nullable
    String ofAddress(Object text) {
        return text.equals(address) ? addressToken : null;
    }
}
