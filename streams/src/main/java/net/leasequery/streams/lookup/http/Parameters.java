package net.leasequery.streams.lookup.http;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.leasequery.streams.history.PagePosition;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** The query parameters of one request, each at most once and of bounded length. */
final class Parameters {
    private static final int MOST_CHARACTERS = 1_024;
    /** Later than the epoch milliseconds of any record; keeps sums of times in range. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final Fields fields;

    private Parameters(Fields fields) {
        this.fields = fields;
    }

    static Parameters of(Request request, Set<String> known) {
        Fields fields;
        try {
            fields = Request.extractQueryParameters(request);
        } catch (BadMessageException | IllegalArgumentException | IllegalStateException e) {
            throw ProblemException.badRequest("The query is not encoded as a URI's is (RFC 3986)");
        }
        for (Fields.Field field : fields) {
            if (!known.contains(field.getName())) {
                throw ProblemException.badParameter(
                        shortened(field.getName()),
                        "This is not a parameter here; there are "
                                + (known.isEmpty() ? "none" : String.join(", ", known)));
            }
            if (field.getValues().size() > 1) {
                throw ProblemException.badParameter(field.getName(), "It is given more than once");
            }
            if (field.getValue().length() > MOST_CHARACTERS) {
                throw ProblemException.badParameter(
                        field.getName(), "It has more than " + MOST_CHARACTERS + " characters");
            }
        }
        return new Parameters(fields);
    }

    private static String shortened(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64);
    }

    /** Returns all given parameters except the reason. */
    Map<String, String> given() {
        Map<String, String> given = new TreeMap<>();
        for (Fields.Field field : fields) {
            if (!field.getName().equals("reason")) {
                given.put(field.getName(), field.getValue());
            }
        }
        return given;
    }

    /** Returns a text that is not empty; null if it is absent. */
    @Nullable
    String text(String name) {
        String value = textOrEmpty(name);
        if (value != null && value.isBlank()) {
            throw ProblemException.badParameter(name, "It is empty; give it a value, or leave it out");
        }
        return value;
    }

    /** Returns a text; null if it is absent. */
    @Nullable
    String textOrEmpty(String name) {
        String value = fields.getValue(name);
        return value == null ? null : value.strip();
    }

    /** Returns a time with zone (RFC 3339); null if it is absent. */
    @Nullable
    Instant time(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(value, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant();
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw ProblemException.badParameter(name, "The year must be from 1 to 9999");
            }
            return time;
        } catch (DateTimeParseException e) {
            throw ProblemException.badParameter(
                    name,
                    "It must be a time with zone (RFC 3339), such as 2026-11-26T10:15:00Z or"
                            + " 2026-11-26T11:15:00%2B01:00 (a plus sign is written as %2B)");
        }
    }

    /** Returns the position where the answer before ended; null if it is absent. */
    @Nullable
    PagePosition position(String name) {
        String token = text(name);
        try {
            return token == null ? null : PagePosition.ofToken(token);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badParameter(name, "It must be the next of an answer to the same question");
        }
    }

    /** Returns a number within bounds. */
    int number(String name, int otherwise, int least, int most) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw ProblemException.badParameter(name, "It must be a number from " + least + " to " + most);
        }
        return Integer.parseInt(value);
    }
}
