package net.leasequery.transforms.internal.pseudonym;

import java.util.StringJoiner;

/**
 * The tokens that the previous key would have made of one record, as a JSON object from field to token. Tokens and
 * paths have no character that JSON escapes.
 */
final class PreviousTokens {

    private final StringJoiner json = new StringJoiner(",", "{", "}").setEmptyValue("");

    void add(String path, String token) {
        json.add("\"" + path + "\":\"" + token + "\"");
    }

    /** Empty if there is none. */
    String json() {
        return json.toString();
    }
}
