package net.leasequery.connect.offset;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.leasequery.requestor.binding.DhcpFamily;
import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.resume.Gap;
import net.leasequery.requestor.resume.ResumePosition;
import net.leasequery.requestor.resume.ResumeState;
import org.jspecify.annotations.Nullable;

/**
 * Version 1 of the source offset: a flat map of integers, which every offset storage carries.
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><td>{@code v}</td><td>1</td></tr>
 * <tr><td>{@code base_time}</td><td>highest base-time received after catch-up, as on the wire: unsigned
 * 32 bit, seconds since the epoch of the family (RFC 7724 section 7.3); absent before the first</td></tr>
 * <tr><td>{@code lag}</td><td>seconds that the newest change seen is older than that; absent means 0</td></tr>
 * <tr><td>{@code clock_skew_ms}</td><td>server clock minus worker clock; absent if not known</td></tr>
 * <tr><td>{@code gap_start}</td><td>first second still owed by a back-fill, as on the wire; 0 from the
 * beginning of time (snapshot); absent if nothing is owed</td></tr>
 * <tr><td>{@code gap_end}</td><td>last second owed, inclusive; absent if not known yet</td></tr>
 * </table>
 */
public final class OffsetFormat {

    static final String VERSION = "v";
    static final String BASE_TIME = "base_time";
    static final String LAG = "lag";
    static final String CLOCK_SKEW_MS = "clock_skew_ms";
    static final String GAP_START = "gap_start";
    static final String GAP_END = "gap_end";

    private static final long CURRENT_VERSION = 1;
    private static final long UNSIGNED_32_BIT = 0xffff_ffffL;
    private static final long LARGEST_SKEW_MS = UNSIGNED_32_BIT * 1_000;
    private static final long BEGINNING_OF_TIME = 0;
    private static final Set<String> KEYS = Set.of(VERSION, BASE_TIME, LAG, CLOCK_SKEW_MS, GAP_START, GAP_END);

    private final DhcpFamily family;

    /** A format whose times count from the epoch of {@code family}. */
    public OffsetFormat(DhcpFamily family) {
        this.family = family;
    }

    /** The map to store for {@code state}; all values are {@link Long}. */
    public Map<String, Object> write(ResumeState state) {
        Map<String, Object> offset = new LinkedHashMap<>();
        offset.put(VERSION, CURRENT_VERSION);
        ResumePosition position = state.position();
        if (position != null) {
            offset.put(BASE_TIME, position.baseTime().toWire(family));
            offset.put(LAG, position.lagSeconds());
            if (position.clockSkewMillis() != null) {
                offset.put(CLOCK_SKEW_MS, position.clockSkewMillis());
            }
        }
        Gap gap = state.gap();
        if (gap != null) {
            offset.put(
                    GAP_START,
                    gap.start() == null ? BEGINNING_OF_TIME : gap.start().toWire(family));
            if (gap.end() != null) {
                offset.put(GAP_END, gap.end().toWire(family));
            }
        }
        return offset;
    }

    /**
     * Reads what {@link #write} wrote, or what an operator put in its place.
     *
     * @param offset as the offset storage returns it: integers of any width; null if there is none
     * @throws UnreadableOffsetException if the version is a later one, a key is unknown, or a value is
     *     missing, out of range or not an integer
     */
    public ResumeState read(@Nullable Map<String, ?> offset) {
        if (offset == null) {
            return ResumeState.NONE;
        }
        checkVersion(offset);
        checkKeys(offset);
        return new ResumeState(readPosition(offset), readGap(offset));
    }

    private static void checkVersion(Map<String, ?> offset) {
        Long version = integer(offset, VERSION, 1, Long.MAX_VALUE);
        if (version == null) {
            throw unreadable(offset, "\"v\" is missing; this version of the connector reads \"v\": 1");
        }
        if (version != CURRENT_VERSION) {
            throw unreadable(
                    offset,
                    "\"v\" is " + version + ", written by a later version of the connector; this one reads \"v\": 1."
                            + " Install that version again, or reset the offsets");
        }
    }

    private static void checkKeys(Map<String, ?> offset) {
        if (!KEYS.containsAll(offset.keySet())) {
            Set<String> unknown = new TreeSet<>(offset.keySet());
            unknown.removeAll(KEYS);
            throw unreadable(offset, "unknown keys " + unknown + "; known are " + new TreeSet<>(KEYS));
        }
    }

    private @Nullable ResumePosition readPosition(Map<String, ?> offset) {
        Long baseTime = integer(offset, BASE_TIME, 0, UNSIGNED_32_BIT);
        Long lag = integer(offset, LAG, 0, UNSIGNED_32_BIT);
        Long skew = integer(offset, CLOCK_SKEW_MS, -LARGEST_SKEW_MS, LARGEST_SKEW_MS);
        if (baseTime == null) {
            if (lag != null || skew != null) {
                throw unreadable(offset, "\"lag\" and \"clock_skew_ms\" mean nothing without \"base_time\"");
            }
            return null;
        }
        return new ResumePosition(ServerTime.ofWire(family, baseTime), lag == null ? 0 : lag, skew);
    }

    private @Nullable Gap readGap(Map<String, ?> offset) {
        Long start = integer(offset, GAP_START, BEGINNING_OF_TIME, UNSIGNED_32_BIT);
        Long end = integer(offset, GAP_END, 0, UNSIGNED_32_BIT);
        if (start == null) {
            if (end != null) {
                throw unreadable(offset, "\"gap_end\" means nothing without \"gap_start\"");
            }
            return null;
        }
        return new Gap(
                start == BEGINNING_OF_TIME ? null : ServerTime.ofWire(family, start),
                end == null ? null : ServerTime.ofWire(family, end));
    }

    private static @Nullable Long integer(Map<String, ?> offset, String key, long min, long max) {
        Object value = offset.get(key);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte)) {
            throw unreadable(offset, "\"" + key + "\" is not an integer but " + value);
        }
        long integer = ((Number) value).longValue();
        if (integer < min || integer > max) {
            throw unreadable(offset, "\"" + key + "\" is " + integer + "; allowed is " + min + " to " + max);
        }
        return integer;
    }

    private static UnreadableOffsetException unreadable(Map<String, ?> offset, String reason) {
        return new UnreadableOffsetException("Source offset " + offset + " cannot be read: " + reason);
    }
}
