package net.leasequery.requestor;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link ResumeState} as one line of printable ASCII, and reads it back, for users who store it in a file or a
 * database row. Version 1 is a list of fields with {@code ;} between them, as in
 *
 * <pre>{@code v=1;base-time=1700000000;lag=2;skew=-40;gap-start=1699990000;gap-end=1699999000;server=192.0.2.1}</pre>
 *
 * <p>Times are seconds since 1970-01-01 UTC by the server's clock, {@code skew} is in milliseconds. A gap without
 * {@code gap-start} reaches back to the beginning of time; {@code gap=open} is a gap with neither start nor end.
 * Identifiers of a server are percent-encoded, with commas between them. Unknown values are left out. Later versions of
 * this library read version 1.
 */
public final class ResumeStateCodec {

    private static final String VERSION = "1";
    private static final Set<String> FIELDS =
            Set.of("v", "base-time", "lag", "skew", "gap", "gap-start", "gap-end", "server");

    private ResumeStateCodec() {}

    /** Returns the text of a state; at most a few hundred characters, without line breaks. */
    public static String encode(ResumeState state) {
        List<String> fields = new ArrayList<>();
        fields.add("v=" + VERSION);
        ResumePosition position = state.position();
        if (position != null) {
            fields.add("base-time=" + position.baseTime().epochSecond());
            fields.add("lag=" + position.lagSeconds());
            if (position.clockSkewMillis() != null) {
                fields.add("skew=" + position.clockSkewMillis());
            }
        }
        Gap gap = state.gap();
        if (gap != null) {
            if (gap.start() == null && gap.end() == null) {
                fields.add("gap=open");
            }
            addTime(fields, "gap-start", gap.start());
            addTime(fields, "gap-end", gap.end());
        }
        ServerIdentity server = state.server();
        if (server != null) {
            fields.add("server="
                    + String.join(
                            ",",
                            server.identifiers().stream()
                                    .map(identifier -> URLEncoder.encode(identifier, StandardCharsets.UTF_8))
                                    .toList()));
        }
        return String.join(";", fields);
    }

    /**
     * Returns the state that {@link #encode} has written.
     *
     * @throws IllegalArgumentException if the text was not written by {@link #encode}, or its version is unknown to
     *     this library; the message says what is wrong
     */
    public static ResumeState decode(String text) {
        Map<String, String> fields = fields(text);
        String version = fields.get("v");
        if (!VERSION.equals(version)) {
            throw new IllegalArgumentException(
                    "resume state of version " + version + "; this library reads version " + VERSION);
        }
        for (String field : fields.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException("unknown field in a resume state: " + field);
            }
        }
        return new ResumeState(position(fields), gap(fields), server(fields.get("server")));
    }

    private static @Nullable ResumePosition position(Map<String, String> fields) {
        ServerTime baseTime = time(fields, "base-time");
        if (baseTime == null) {
            if (fields.containsKey("lag") || fields.containsKey("skew")) {
                throw new IllegalArgumentException("resume state with lag or skew but no base-time");
            }
            return null;
        }
        Long lag = number(fields, "lag");
        return new ResumePosition(baseTime, lag == null ? 0 : lag, number(fields, "skew"));
    }

    private static @Nullable Gap gap(Map<String, String> fields) {
        ServerTime start = time(fields, "gap-start");
        ServerTime end = time(fields, "gap-end");
        String open = fields.get("gap");
        if (open != null && (!open.equals("open") || start != null || end != null)) {
            throw new IllegalArgumentException("resume state with gap=" + open + " and other fields of a gap");
        }
        return open == null && start == null && end == null ? null : new Gap(start, end);
    }

    private static @Nullable ServerIdentity server(@Nullable String text) {
        if (text == null) {
            return null;
        }
        List<String> identifiers = new ArrayList<>();
        for (String identifier : text.split(",", -1)) {
            identifiers.add(URLDecoder.decode(identifier, StandardCharsets.UTF_8));
        }
        return new ServerIdentity(identifiers);
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : text.split(";", -1)) {
            int equals = field.indexOf('=');
            if (equals < 1 || fields.put(field.substring(0, equals), field.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("resume state with a field that is not name=value, or twice there");
            }
        }
        return fields;
    }

    private static void addTime(List<String> fields, String name, @Nullable ServerTime time) {
        if (time != null) {
            fields.add(name + "=" + time.epochSecond());
        }
    }

    private static @Nullable ServerTime time(Map<String, String> fields, String name) {
        Long seconds = number(fields, name);
        return seconds == null ? null : new ServerTime(seconds);
    }

    private static @Nullable Long number(Map<String, String> fields, String name) {
        String text = fields.get(name);
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("resume state where " + name + " is not a number", e);
        }
    }
}
