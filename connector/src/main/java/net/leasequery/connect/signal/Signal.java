package net.leasequery.connect.signal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request of an operator to a running connector.
 *
 * @param id chosen by the operator; names the signal in its answers
 * @param type the requested action
 * @param servers names in {@code dhcp.servers} that it applies to; empty for all, except with {@link Type#RETIRE}
 * @param relayIds relay-ids in hexadecimal whose bindings it applies to; empty for all
 * @param subnets subnets in CIDR notation that it applies to; empty for all
 * @param from start of the time window; null if not given
 * @param to end of the time window, inclusive; null if not given
 */
public record Signal(
        String id,
        Type type,
        List<String> servers,
        List<String> relayIds,
        List<String> subnets,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** Maximum size of a signal in octets. */
    public static final int LONGEST = 65_536;

    private static final int MOST_ENTRIES = 64;
    private static final Pattern ID = Pattern.compile("[!-~]([ -~]{0,126}[!-~])?");

    /** The actions that a signal can request. */
    public enum Type {
        /** Loads bindings again. */
        SNAPSHOT(Set.of("servers", "relay-ids", "subnets")),
        /** Requests the changes of a time window again. */
        RESYNC_GAP(Set.of("servers", "from", "to")),
        /** Ends the bindings in Kafka of servers that are no longer followed. */
        RETIRE(Set.of("servers"));

        @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed
        private final Set<String> names;

        Type(Set<String> names) {
            this.names = names;
        }

        /** The type as written in a signal. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Makes the lists immutable. */
    public Signal {
        servers = List.copyOf(servers);
        relayIds = List.copyOf(relayIds);
        subnets = List.copyOf(subnets);
    }

    /** Whether it applies only to some bindings of a server. */
    public boolean isPartial() {
        return !relayIds.isEmpty() || !subnets.isEmpty();
    }

    /** Whether it applies to this server. */
    public boolean isAbout(String server) {
        return servers.isEmpty() || servers.contains(server);
    }

    /**
     * Reads the value of a record: {@code {"id": …, "type": …, "data": {…}}}.
     *
     * @throws MalformedSignalException if the value is not a valid signal
     */
    public static Signal parse(byte[] value) throws MalformedSignalException {
        if (value.length > LONGEST) {
            throw new MalformedSignalException(
                    null, "a signal has at most " + LONGEST + " octets, not " + value.length);
        }
        Map<?, ?> signal;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            signal = JsonReader.read(text) instanceof Map<?, ?> object ? object : Map.of();
        } catch (CharacterCodingException e) {
            throw new MalformedSignalException(null, "the value is not UTF-8; send JSON");
        } catch (IllegalArgumentException e) {
            throw new MalformedSignalException(null, "the value is " + e.getMessage());
        }
        if (!(signal.get("id") instanceof String id) || !ID.matcher(id).matches()) {
            throw new MalformedSignalException(
                    null,
                    "\"id\" is missing, or is not a text of 1 to 128 printable characters; send"
                            + " {\"id\": \"…\", \"type\": \"…\"}");
        }
        return new Parser(id, signal).parsed();
    }

    private record Parser(String id, Map<?, ?> signal) {

        Signal parsed() throws MalformedSignalException {
            refuseUnknown("the signal", signal, Set.of("id", "type", "data"));
            Type type = type();
            Object given = signal.get("data");
            if (given != null && !(given instanceof Map)) {
                throw wrong("\"data\" is not an object but " + given);
            }
            Map<?, ?> data = given == null ? Map.of() : (Map<?, ?>) given;
            refuseUnknown("\"data\" of " + type.word(), data, type.names);
            Signal whole = new Signal(
                    id,
                    type,
                    texts(data, "servers"),
                    texts(data, "relay-ids"),
                    texts(data, "subnets"),
                    moment(data, "from"),
                    moment(data, "to"));
            if (whole.type == Type.RETIRE && whole.servers.isEmpty()) {
                throw wrong("retire needs the names of \"servers\" in \"data\"");
            }
            if (whole.from == null ? whole.to != null : whole.to != null && whole.to.isBefore(whole.from)) {
                throw wrong("\"to\" needs a \"from\" that is not after it, but \"from\" is " + whole.from + ", \"to\" "
                        + whole.to);
            }
            return whole;
        }

        private Type type() throws MalformedSignalException {
            for (Type type : Type.values()) {
                if (type.word().equals(signal.get("type"))) {
                    return type;
                }
            }
            throw wrong("\"type\" is not one of snapshot, resync-gap, retire but " + signal.get("type"));
        }

        private void refuseUnknown(String where, Map<?, ?> object, Set<String> known) throws MalformedSignalException {
            Set<String> unknown = new TreeSet<>();
            object.keySet().forEach(name -> unknown.add(String.valueOf(name)));
            unknown.removeAll(known);
            if (!unknown.isEmpty()) {
                throw wrong(where + " has no " + unknown + "; known are " + new TreeSet<>(known));
            }
        }

        private List<String> texts(Map<?, ?> data, String name) throws MalformedSignalException {
            Object given = data.get(name);
            List<?> entries = given == null ? List.of() : given instanceof List<?> list ? list : List.of(0);
            List<String> texts = new ArrayList<>();
            for (Object entry : entries) {
                if (!(entry instanceof String text) || text.isBlank() || texts.size() == MOST_ENTRIES) {
                    throw wrong("\"" + name + "\" is not a list of 1 to " + MOST_ENTRIES + " texts but " + given);
                }
                texts.add(text);
            }
            if (given != null && texts.isEmpty()) {
                throw wrong("\"" + name + "\" is empty; leave it out for all");
            }
            return texts;
        }

        private @Nullable Instant moment(Map<?, ?> data, String name) throws MalformedSignalException {
            Object given = data.get(name);
            if (given == null) {
                return null;
            }
            try {
                return Instant.parse(String.valueOf(given));
            } catch (DateTimeParseException e) {
                throw wrong("\"" + name + "\" is not a time in UTC such as 2026-11-25T12:00:00Z but " + given);
            }
        }

        private MalformedSignalException wrong(String message) {
            return new MalformedSignalException(id, message);
        }
    }
}
