package net.leasequery.streams.lookup.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that is an error, as problem details (RFC 9457). */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String TYPE = "urn:leasequery:problem:";

    private final int status;
    private final String type;
    private final String title;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> members = new LinkedHashMap<>();

    private ProblemException(int status, String type, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
        this.title = title;
    }

    static ProblemException badParameter(String parameter, String detail) {
        ProblemException problem = new ProblemException(400, "bad-parameter", "A parameter is not valid", detail);
        problem.members.put("parameter", parameter);
        return problem;
    }

    static ProblemException badRequest(String detail) {
        return new ProblemException(400, "bad-request", "The request is not valid", detail);
    }

    /** Returns the problem of a request that the library refuses before any handler gets it. */
    static ProblemException noRequest(int status) {
        return new ProblemException(
                status,
                "bad-request",
                "The request is not valid",
                status == 414 || status == 431
                        ? "Request line and headers together have more than 8 KiB."
                        : "It is not an HTTP/1.1 request that this server answers. The path must be one of those in"
                                + " /openapi.json, and the query be encoded as RFC 3986 requires.");
    }

    static ProblemException unauthorized() {
        return new ProblemException(
                401, "unauthorized", "Say who you are", "Credentials are missing or wrong. Nothing was looked up.");
    }

    static ProblemException forbidden(String detail) {
        return new ProblemException(403, "forbidden", "You may not do this", detail);
    }

    static ProblemException notFound() {
        return new ProblemException(404, "not-found", "There is nothing here", "The paths are those of /openapi.json.");
    }

    static ProblemException methodNotAllowed(String allowed) {
        return new ProblemException(405, "method-not-allowed", "Another method is needed", "Use " + allowed + ".")
                .with("Allow", allowed);
    }

    static ProblemException tooMany(int seconds, String detail) {
        return new ProblemException(429, "too-many-requests", "Too many requests", detail)
                .with("Retry-After", Integer.toString(seconds));
    }

    static ProblemException internal() {
        return new ProblemException(
                500,
                "internal",
                "The question could not be answered",
                "This is an error of lease-streams; its log says more. Nothing follows from it about the address.");
    }

    static ProblemException unavailable(int seconds, String detail) {
        return new ProblemException(503, "unavailable", "The question cannot be answered now", detail)
                .with("Retry-After", Integer.toString(seconds));
    }

    ProblemException with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    Answer answer() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", TYPE + type);
        body.put("title", title);
        body.put("status", status);
        body.put("detail", String.valueOf(getMessage()));
        body.putAll(members);
        Answer answer = new Answer(status, "application/problem+json", Json.write(body));
        headers.forEach(answer::with);
        return answer;
    }
}
