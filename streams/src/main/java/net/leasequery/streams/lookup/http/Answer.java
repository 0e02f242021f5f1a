package net.leasequery.streams.lookup.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;

/** An HTTP response: status, headers and body. */
final class Answer {
    static final String JSON = "application/json";

    private final int status;
    private final byte[] body;
    private final Map<String, String> headers = new LinkedHashMap<>();

    Answer(int status, String contentType, byte[] body) {
        this.status = status;
        this.body = body;
        headers.put(HttpHeader.CONTENT_TYPE.asString(), contentType);
    }

    /** Returns an answer with a JSON document. */
    static Answer json(int status, Object content) {
        return new Answer(status, JSON, Json.write(content));
    }

    Answer with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }
}
