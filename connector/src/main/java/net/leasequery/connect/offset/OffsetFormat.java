package net.leasequery.connect.offset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import net.leasequery.connect.subnet.SubnetFilter;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerIdentity;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Version 1 of the source offset: a flat map of integers and strings, which every offset storage can hold.
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><td>{@code v}</td><td>1</td></tr>
 * <tr><td>{@code base_time}</td><td>highest base-time received after catch-up, as on the wire: unsigned
 * 32 bit, seconds since the epoch of the family (RFC 7724 section 7.3); absent before the first</td></tr>
 * <tr><td>{@code lag}</td><td>seconds: all changes up to {@code base_time} minus {@code lag} have been received; absent
 * means 0</td></tr>
 * <tr><td>{@code clock_skew_ms}</td><td>server clock minus worker clock; absent if not known</td></tr>
 * <tr><td>{@code gap_start}</td><td>first second of the changes that a back-fill still has to load, as on the
 * wire; 0 from the beginning of time (snapshot); absent if nothing is missing</td></tr>
 * <tr><td>{@code gap_end}</td><td>last second of them, inclusive; absent if not known yet</td></tr>
 * <tr><td>{@code server_ids}</td><td>identity of the server whose clock and history the values above refer to:
 * its server identifiers, separated by commas, or its DUID in hex; absent if not known</td></tr>
 * <tr><td>{@code server_changes}</td><td>how often a different server has begun to answer under the name; absent
 * for never</td></tr>
 * <tr><td>{@code topics}</td><td>{@code topic.prefix} of the topics that the offset applies to; absent if not
 * known</td></tr>
 * <tr><td>{@code vpn}</td><td>VPN that the offset applies to; absent for the global one; requires
 * {@code topics}</td></tr>
 * <tr><td>{@code subnets}</td><td>subnets whose bindings the offset applies to, separated by commas, excluded ones
 * preceded by a hyphen; a digest of that if it is long; absent for all; requires {@code topics}</td></tr>
 * <tr><td>{@code queries}</td><td>bulk queries of snapshots and gap fills, separated by commas; absent for
 * everything, or if not known</td></tr>
 * <tr><td>{@code sweep_owed}</td><td>1 if bindings missing from the last snapshot have not been ended yet; absent
 * otherwise</td></tr>
 * <tr><td>{@code topic_id}</td><td>id that Kafka assigned to the bindings topic; absent if not known; ignored
 * without {@code topics}</td></tr>
 * <tr><td>{@code signals}</td><td>position up to which signals were carried out: partition:offset of the first unread
 * record of each partition, separated by commas; absent if none were looked for</td></tr>
 * </table>
 */
public final class OffsetFormat {

    static final String VERSION = "v";
    static final String BASE_TIME = "base_time";
    static final String LAG = "lag";
    static final String CLOCK_SKEW_MS = "clock_skew_ms";
    static final String GAP_START = "gap_start";
    static final String GAP_END = "gap_end";

    static final String SERVER_IDS = "server_ids";
    static final String SERVER_CHANGES = "server_changes";
    static final String TOPICS = "topics";
    static final String VPN = "vpn";
    static final String SUBNETS = "subnets";
    static final String QUERIES = "queries";
    static final String SIGNALS = "signals";
    static final String SWEEP_OWED = "sweep_owed";
    static final String TOPIC_ID = "topic_id";

    private static final long CURRENT_VERSION = 1;
    private static final long UNSIGNED_32_BIT = 0xffff_ffffL;
    private static final long LARGEST_SKEW_MS = UNSIGNED_32_BIT * 1_000;
    private static final long BEGINNING_OF_TIME = 0;
    private static final Set<String> KEYS = Set.of(
            VERSION,
            BASE_TIME,
            LAG,
            CLOCK_SKEW_MS,
            GAP_START,
            GAP_END,
            SERVER_IDS,
            SERVER_CHANGES,
            TOPICS,
            VPN,
            SUBNETS,
            QUERIES,
            SIGNALS,
            SWEEP_OWED,
            TOPIC_ID);
    private static final Pattern DUID = Pattern.compile("([0-9a-f]{2}){1,130}");
    private static final Pattern IPV4_ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern UUID = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final Pattern TOPIC_PREFIX = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private final DhcpFamily family;

    /** A format whose times are relative to the epoch of {@code family}. */
    public OffsetFormat(DhcpFamily family) {
        this.family = family;
    }

    /**
     * Returns the map to store; each value is a {@link Long} or a {@link String}. {@link #read} accepts every map that
     * this returns: a value out of range is clipped, or left out if clipping would change its meaning.
     */
    public Map<String, Object> write(SourceOffset from) {
        Map<String, Object> offset = new LinkedHashMap<>();
        offset.put(VERSION, CURRENT_VERSION);
        writeResumeState(from.resume(), offset);
        OffsetScope scope = from.scope();
        if (scope != null) {
            offset.put(TOPICS, scope.topicPrefix());
            if (scope.vpn() != null) {
                offset.put(VPN, scope.vpn());
            }
            if (!scope.subnets().passesAll()) {
                offset.put(SUBNETS, scope.subnets().text());
            }
            if (!scope.asked().isAll()) {
                offset.put(QUERIES, scope.asked().text());
            }
        }
        if (from.sweepOwed()) {
            offset.put(SWEEP_OWED, 1L);
        }
        if (from.topicId() != null) {
            offset.put(TOPIC_ID, from.topicId());
        }
        if (from.signals() != null) {
            offset.put(SIGNALS, from.signals().toString());
        }
        if (from.serverChanges() > 0) {
            offset.put(SERVER_CHANGES, Math.min(UNSIGNED_32_BIT, from.serverChanges()));
        }
        return offset;
    }

    private void writeResumeState(ResumeState state, Map<String, Object> offset) {
        ResumePosition position = state.position();
        if (position != null) {
            offset.put(BASE_TIME, position.baseTime().toWire(family));
            // Nothing can be requested from before the first second that the wire format can express.
            offset.put(LAG, Math.min(UNSIGNED_32_BIT, position.lagSeconds()));
            Long skew = position.clockSkewMillis();
            if (skew != null && Math.abs(skew) <= LARGEST_SKEW_MS) {
                offset.put(CLOCK_SKEW_MS, skew);
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
        if (state.server() != null) {
            offset.put(SERVER_IDS, state.server().toString());
        }
    }

    /**
     * Reads an offset that {@link #write} or an operator wrote.
     *
     * @param offset as the offset storage returns it: strings, and integers of any width; null if there is none
     * @throws UnreadableOffsetException if the version is a later one, a key is unknown, or a value is missing, out of
     *     range or of the wrong type
     */
    public SourceOffset read(@Nullable Map<String, ?> offset) {
        if (offset == null) {
            return SourceOffset.NONE;
        }
        return read(new OffsetFields(offset));
    }

    private SourceOffset read(OffsetFields offset) {
        checkVersion(offset);
        checkKeys(offset);
        ResumeState resume = new ResumeState(readPosition(offset), readGap(offset), readServer(offset));
        Long sweepOwed = offset.integer(SWEEP_OWED, 0, 1);
        Long serverChanges = offset.integer(SERVER_CHANGES, 0, UNSIGNED_32_BIT);
        return new SourceOffset(
                resume,
                readScope(offset),
                sweepOwed != null && sweepOwed == 1,
                readTopicId(offset),
                parsed(offset, SIGNALS, SignalPosition::ofText),
                serverChanges == null ? 0 : serverChanges);
    }

    private static @Nullable String readTopicId(OffsetFields offset) {
        String topicId = offset.text(TOPIC_ID);
        if (topicId != null && !UUID.matcher(topicId).matches()) {
            throw offset.unreadable("\"" + TOPIC_ID + "\" is not an id as Kafka gives to topics; leave it out");
        }
        return topicId;
    }

    private static void checkVersion(OffsetFields offset) {
        Long version = offset.integer(VERSION, 1, Long.MAX_VALUE);
        if (version == null) {
            throw offset.unreadable("\"v\" is missing; this version of the connector reads \"v\": 1");
        }
        if (version != CURRENT_VERSION) {
            throw offset.unreadable(
                    "\"v\" is " + version + ", written by a later version of the connector; this one reads \"v\": 1."
                            + " Install that version again, or reset the offsets");
        }
    }

    private static void checkKeys(OffsetFields offset) {
        if (!KEYS.containsAll(offset.keys())) {
            Set<String> unknown = new TreeSet<>(offset.keys());
            unknown.removeAll(KEYS);
            throw offset.unreadable("unknown keys " + unknown + "; known are " + new TreeSet<>(KEYS));
        }
    }

    private @Nullable ResumePosition readPosition(OffsetFields offset) {
        Long baseTime = offset.integer(BASE_TIME, 0, UNSIGNED_32_BIT);
        Long lag = offset.integer(LAG, 0, UNSIGNED_32_BIT);
        Long skew = offset.integer(CLOCK_SKEW_MS, -LARGEST_SKEW_MS, LARGEST_SKEW_MS);
        if (baseTime == null) {
            if (lag != null || skew != null) {
                throw offset.unreadable("\"lag\" and \"clock_skew_ms\" mean nothing without \"base_time\"");
            }
            return null;
        }
        return new ResumePosition(ServerTime.ofWire(family, baseTime), lag == null ? 0 : lag, skew);
    }

    private @Nullable Gap readGap(OffsetFields offset) {
        Long start = offset.integer(GAP_START, BEGINNING_OF_TIME, UNSIGNED_32_BIT);
        Long end = offset.integer(GAP_END, 0, UNSIGNED_32_BIT);
        if (start == null) {
            if (end != null) {
                throw offset.unreadable("\"gap_end\" means nothing without \"gap_start\"");
            }
            return null;
        }
        return new Gap(
                start == BEGINNING_OF_TIME ? null : ServerTime.ofWire(family, start),
                end == null ? null : ServerTime.ofWire(family, end));
    }

    private @Nullable ServerIdentity readServer(OffsetFields offset) {
        String text = offset.text(SERVER_IDS);
        if (text == null) {
            return null;
        }
        Pattern form = family == DhcpFamily.IPV4 ? IPV4_ADDRESS : DUID;
        List<String> identifiers = List.of(text.split(",", -1));
        for (String identifier : identifiers) {
            if (!form.matcher(identifier).matches()) {
                throw offset.unreadable("\"" + SERVER_IDS + "\" holds \"" + identifier + "\"; expected "
                        + (family == DhcpFamily.IPV4
                                ? "server identifiers, as in 192.0.2.1,192.0.2.129"
                                : "the server's DUID in lower-case hex, as in 00030001aabbccddeeff"));
            }
        }
        if (identifiers.size() > ServerIdentity.MOST) {
            throw offset.unreadable("\"" + SERVER_IDS + "\" holds more than " + ServerIdentity.MOST + " identifiers");
        }
        return new ServerIdentity(identifiers);
    }

    private @Nullable OffsetScope readScope(OffsetFields offset) {
        String topics = offset.text(TOPICS);
        String vpn = offset.text(VPN);
        if (topics == null) {
            if (vpn != null || offset.has(SUBNETS) || offset.has(QUERIES)) {
                throw offset.unreadable("\"vpn\", \"subnets\" and \"queries\" mean nothing without \"topics\"");
            }
            return null;
        }
        if (!TOPIC_PREFIX.matcher(topics).matches()) {
            throw offset.unreadable("\"topics\" is \"" + topics + "\"; expected a topic.prefix");
        }
        String queries = offset.text(QUERIES);
        AskedBindings asked = queries == null ? AskedBindings.ALL : AskedBindings.ofText(queries);
        SubnetFilter subnets = parsed(offset, SUBNETS, text -> SubnetFilter.ofText(family, text));
        return new OffsetScope(topics, vpn, subnets == null ? SubnetFilter.ALL : subnets, asked);
    }

    private static <T> @Nullable T parsed(OffsetFields offset, String key, Function<String, T> parser) {
        String text = offset.text(key);
        try {
            return text == null ? null : parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw offset.unreadable("\"" + key + "\": " + e.getMessage());
        }
    }
}
