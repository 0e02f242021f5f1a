package net.leasequery.streams.lookup.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import net.leasequery.streams.history.AddressTenure;
import net.leasequery.streams.history.ClientSelector;
import net.leasequery.streams.history.TenurePage;
import net.leasequery.streams.history.TimeRange;
import net.leasequery.streams.lookup.answer.Doubt;
import net.leasequery.streams.lookup.answer.MomentAnswer;
import net.leasequery.streams.lookup.http.Endpoint.Call;
import net.leasequery.streams.lookup.question.AddressText;
import net.leasequery.streams.lookup.question.ClientText;
import net.leasequery.streams.lookup.source.NetworkState;
import net.leasequery.streams.lookup.source.TenureQuestion;
import net.leasequery.streams.lookup.source.TenureSource;
import net.leasequery.streams.lookup.source.UnavailableException;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** {@code /v1/leases} and {@code /v1/tenures}. Safe for several threads. */
final class TenureEndpoints {
    private static final int MOST_AT_A_MOMENT = 1_000;
    private static final int DEFAULT_LIMIT = 100;
    /** Even without a backlog, some seconds pass until a record is known to be processed. */
    private static final Duration USUAL_LAG = Duration.ofMinutes(1);

    private final TenureSource tenures;
    private final TenurePages pages;
    private final NetworkState network;
    private final KnownGroups groups;
    private final LoggedAnswers answers;
    private final int mostOnPage;
    private final Clock clock;

    TenureEndpoints(
            TenureSource tenures,
            NetworkState network,
            KnownGroups groups,
            LoggedAnswers answers,
            int mostOnPage,
            Clock clock) {
        this.tenures = tenures;
        this.pages = new TenurePages(tenures);
        this.network = network;
        this.groups = groups;
        this.answers = answers;
        this.mostOnPage = mostOnPage;
        this.clock = clock;
    }

    /** Answers who held an address at a moment. */
    Answer leases(Call call) throws InterruptedException, UnavailableException {
        Parameters parameters = call.parameters();
        Instant now = clock.instant();
        String address = required(address(parameters), "address");
        Instant given = parameters.time("at");
        Instant at = given == null ? now : given;
        String vpn = parameters.text("vpn");
        TenureQuestion question = new TenureQuestion(vpn, address, null, TimeRange.at(at), MOST_AT_A_MOMENT, null);
        Instant processedTo = tenures.processedTo();
        TenurePage found = pages.all(question);
        List<MomentAnswer> moments = MomentAnswer.of(ofGroup(parameters, found.tenures()), at);
        if (moments.isEmpty() && found.next() == null) {
            groups.check(parameters.text("group"));
        }
        if (moments.isEmpty()) {
            moments = List.of(
                    MomentAnswer.nobody(vpn, address, at, followedAt(at, processedTo, parameters.text("group"))));
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("address", address);
        document.put("at", Documents.time(at));
        boolean complete = found.next() == null;
        boolean certain = complete && moments.stream().allMatch(MomentAnswer::certain);
        List<Doubt> doubts = new ArrayList<>();
        if (!complete) {
            doubts.add(Doubt.INCOMPLETE);
        }
        if (!certain && processedTo.isBefore(at) && processedTo.isBefore(now.minus(USUAL_LAG))) {
            doubts.add(Doubt.BEHIND);
        }
        document.put("certain", certain);
        document.put("doubts", Documents.doubts(doubts));
        document.put(
                "leases",
                moments.stream().map(one -> Documents.moment(one, now)).toList());
        document.put("findings", findings(vpn, address, moments, at));
        int results = moments.stream().mapToInt(one -> one.holders().size()).sum();
        return answers.send(call, "LEASES", results, document);
    }

    /** Returns the findings about an address, and about the prefixes that an answer names. */
    private List<Map<String, @Nullable Object>> findings(
            @Nullable String vpn, String address, List<MomentAnswer> moments, Instant at) throws UnavailableException {
        Set<String> subjects = new LinkedHashSet<>(Set.of(address));
        moments.forEach(moment -> subjects.add(moment.address()));
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        for (String subject : subjects) {
            network.findings(subject, at).entries().stream()
                    .filter(entry -> Objects.equals(State.text(entry.key(), "vpn"), vpn))
                    .map(Documents::entry)
                    .forEach(found::add);
        }
        return found;
    }

    /**
     * Returns the servers, of one group or of all, that were followed live at a moment, and whose views are complete up to
     * it and processed.
     */
    private List<String> followedAt(Instant at, Instant processedTo, @Nullable String group)
            throws UnavailableException {
        long moment = at.toEpochMilli();
        List<String> servers = new ArrayList<>();
        if (processedTo.isBefore(at)) {
            return servers;
        }
        for (NetworkState.Entry member : network.members()) {
            GenericRecord value = member.value();
            boolean asked =
                    group == null || group.equals(String.valueOf(member.key().get("group")));
            if (asked
                    && value.get("liveSince") instanceof Long since
                    && value.get("watermark") instanceof Long until
                    && since <= moment
                    && moment <= until) {
                servers.add(String.valueOf(member.key().get("server")));
            }
        }
        return servers;
    }

    /** Returns tenures of an address, a client or a port. */
    Answer tenures(Call call) throws InterruptedException, UnavailableException {
        Parameters parameters = call.parameters();
        int limit = parameters.number("limit", Math.min(DEFAULT_LIMIT, mostOnPage), 1, mostOnPage);
        TenureQuestion question = question(parameters, limit);
        String group = parameters.text("group");
        String vpn = question.client() == null ? null : parameters.text("vpn");
        TenurePage page = group == null && vpn == null
                ? tenures.find(question)
                : pages.matching(
                        question,
                        tenure -> (group == null || group.equals(tenure.group()))
                                && (vpn == null || vpn.equals(tenure.vpn())));
        List<AddressTenure> found = page.tenures();
        boolean onlyPage = question.after() == null && page.next() == null;
        if (found.isEmpty() && onlyPage) {
            groups.check(group);
        }
        Instant now = clock.instant();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put(
                "tenures",
                found.stream().map(tenure -> Documents.tenure(tenure, now)).toList());
        document.put("next", page.next() == null ? null : page.next().token());
        return answers.send(call, "TENURES", found.size(), document);
    }

    private static TenureQuestion question(Parameters parameters, int limit) {
        String address = address(parameters);
        ClientSelector client = selector(parameters, "client", ClientText::client);
        ClientSelector port = selector(parameters, "port", ClientText::port);
        long given = Stream.of(address, client, port).filter(Objects::nonNull).count();
        if (given != 1) {
            throw ProblemException.badRequest("Give one of address, client and port");
        }
        return new TenureQuestion(
                address == null ? null : parameters.text("vpn"),
                address,
                client == null ? port : client,
                range(parameters),
                limit,
                parameters.position("page"));
    }

    private static TimeRange range(Parameters parameters) {
        try {
            return new TimeRange(parameters.time("from"), parameters.time("to"));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badParameter("to", "It is before from");
        }
    }

    private static @Nullable String address(Parameters parameters) {
        return parsed(parameters, "address", AddressText::normalized);
    }

    static @Nullable ClientSelector selector(
            Parameters parameters, String name, Function<String, ClientSelector> reader) {
        return parsed(parameters, name, reader);
    }

    static <T> @Nullable T parsed(Parameters parameters, String name, Function<String, T> reader) {
        String text = parameters.text(name);
        try {
            return text == null ? null : reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badParameter(name, String.valueOf(e.getMessage()));
        }
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw ProblemException.badParameter(name, "It is missing");
        }
        return value;
    }

    private static List<AddressTenure> ofGroup(Parameters parameters, List<AddressTenure> tenures) {
        String group = parameters.text("group");
        return group == null
                ? tenures
                : tenures.stream()
                        .filter(tenure -> tenure.group().equals(group))
                        .toList();
    }
}
