package net.leasequery.streams.lookup.answer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.leasequery.streams.history.AddressTenure;
import org.jspecify.annotations.Nullable;

/** Puts answers into words. Times are in UTC; control characters are removed from texts of the network. */
public final class Words {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int MOST_CHARACTERS = 128;

    private Words() {}

    /** Describes an answer for a moment in one or more sentences. */
    public static String of(MomentAnswer answer, Instant now) {
        String when = time(answer.at());
        if (answer.holders().isEmpty()) {
            return "No server reported who held " + answer.address() + " at " + when
                    + ". That does not prove that nobody did.";
        }
        String sentences = answer.holders().stream()
                .map(tenure ->
                        sentence(tenure, answer.certain() || answer.holders().size() == 1, now))
                .collect(Collectors.joining(" "));
        if (answer.certain()) {
            return sentences + " For " + when + " this is certain.";
        }
        return sentences + " For " + when + " this is not certain: "
                + answer.doubts().stream().map(Doubt::text).collect(Collectors.joining("; ")) + ".";
    }

    /** Describes a tenure in one sentence. */
    public static String of(AddressTenure tenure, Instant now) {
        return sentence(tenure, true, now);
    }

    private static String sentence(AddressTenure tenure, boolean alone, Instant now) {
        StringBuilder words = new StringBuilder(tenure.address());
        Instant end = tenure.end();
        boolean lasts = end == null;
        words.append(
                alone
                        ? (lasts ? " is leased to " : " was held by ")
                        : (lasts ? " may be leased to " : " may have been held by "));
        words.append(client(tenure.holder()));
        port(tenure.attachment()).ifPresent(port -> words.append(' ').append(port));
        words.append(
                lasts
                        ? " since " + time(tenure.start())
                        : " from " + span(tenure.start(), Objects.requireNonNull(end)));
        if (lasts) {
            words.append(", last seen ")
                    .append(
                            sameDay(tenure.start(), tenure.lastSeen())
                                    ? CLOCK.format(tenure.lastSeen()) + " UTC"
                                    : time(tenure.lastSeen()));
            Instant expiry = tenure.leaseExpiry();
            if (expiry != null && expiry.isBefore(now)) {
                words.append(" (the lease that was seen then ran out at ")
                        .append(time(expiry))
                        .append(')');
            }
        }
        words.append("; ").append(observed(tenure)).append('.');
        return words.toString();
    }

    private static String observed(AddressTenure tenure) {
        if (!tenure.observedBy().isEmpty()) {
            return "observed without a gap by " + list(tenure.observedBy());
        }
        return "reported by " + list(tenure.servers()) + ", not observed without a gap";
    }

    private static String list(List<String> names) {
        if (names.isEmpty()) {
            return "no server";
        }
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    private static String client(AddressTenure.Holder holder) {
        String id = Stream.of(
                        Optional.ofNullable(holder.hardwareAddress()),
                        Optional.ofNullable(holder.duidHex()).map(hex -> "DUID " + hex),
                        Optional.ofNullable(holder.clientIdHex()).map(hex -> "client-id " + hex),
                        Optional.ofNullable(holder.client()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("a client that no server named");
        String name = holder.hostname() != null ? holder.hostname() : holder.fqdn();
        return name == null ? id : id + " (" + printable(name) + ")";
    }

    private static Optional<String> port(AddressTenure.@Nullable Attachment at) {
        if (at == null) {
            return Optional.empty();
        }
        String port = Stream.of(at.circuitIdHex(), at.interfaceIdHex())
                .filter(Objects::nonNull)
                .findFirst()
                .map(Words::octets)
                .orElse(null);
        String relay = Stream.of(
                        Optional.ofNullable(at.remoteIdHex()).map(Words::octets),
                        Optional.ofNullable(at.relayIdHex()).map(Words::octets),
                        Optional.ofNullable(at.giaddr()),
                        Optional.ofNullable(at.linkAddress()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
        if (port == null) {
            return Optional.ofNullable(relay).map(name -> "behind relay " + name);
        }
        return Optional.of("on " + port + (relay == null ? "" : " of relay " + relay));
    }

    /** Returns octets as text if they are printable UTF-8, else {@code hex:} and digits. */
    public static String octets(String hex) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex)))
                    .toString();
            return !text.isBlank() && text.equals(printable(text)) ? text : "hex:" + hex;
        } catch (CharacterCodingException e) {
            return "hex:" + hex;
        }
    }

    /** Returns a shortened text without control characters and characters that change the text direction. */
    static String printable(String text) {
        String clean = text.codePoints()
                .limit(MOST_CHARACTERS)
                .filter(point -> !Character.isISOControl(point)
                        && Character.getType(point) != Character.FORMAT
                        && Character.getType(point) != Character.LINE_SEPARATOR
                        && Character.getType(point) != Character.PARAGRAPH_SEPARATOR
                        && Character.getType(point) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.strip();
    }

    private static String time(Instant time) {
        return DAY.format(time) + " " + CLOCK.format(time) + " UTC";
    }

    private static boolean sameDay(Instant one, Instant other) {
        return DAY.format(one).equals(DAY.format(other));
    }

    private static String span(Instant from, Instant to) {
        return sameDay(from, to)
                ? DAY.format(from) + " " + CLOCK.format(from) + " to " + CLOCK.format(to) + " UTC"
                : time(from) + " to " + time(to);
    }
}
