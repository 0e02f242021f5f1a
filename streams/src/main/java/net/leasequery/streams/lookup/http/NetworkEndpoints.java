package net.leasequery.streams.lookup.http;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.streams.audit.FindingKind;
import net.leasequery.streams.history.PagePosition;
import net.leasequery.streams.lookup.http.Endpoint.Call;
import net.leasequery.streams.lookup.question.SubjectText;
import net.leasequery.streams.lookup.source.NetworkState;
import net.leasequery.streams.lookup.source.UnavailableException;
import net.leasequery.streams.records.State;
import org.jspecify.annotations.Nullable;

/** {@code /v1/findings} and {@code /v1/members}. Safe for several threads. */
final class NetworkEndpoints {
    private static final int DEFAULT_LIMIT = 100;

    private final NetworkState network;
    private final KnownGroups groups;
    private final LoggedAnswers answers;
    private final int mostOnPage;

    NetworkEndpoints(NetworkState network, KnownGroups groups, LoggedAnswers answers, int mostOnPage) {
        this.network = network;
        this.groups = groups;
        this.answers = answers;
        this.mostOnPage = mostOnPage;
    }

    /** Returns findings that are open, or were at a moment. Subjects may be clients, so this is a look-up too. */
    Answer findings(Call call) throws UnavailableException, InterruptedException {
        Parameters parameters = call.parameters();
        int limit = parameters.number("limit", Math.min(DEFAULT_LIMIT, mostOnPage), 1, mostOnPage);
        PagePosition after = parameters.position("page");
        String kind = kind(parameters);
        String group = parameters.text("group");
        NetworkState.Findings all = network.findings(
                TenureEndpoints.parsed(parameters, "subject", SubjectText::normalized), parameters.time("at"));
        List<NetworkState.Entry> found = all.entries().stream()
                .filter(entry ->
                        kind == null || kind.equals(String.valueOf(entry.key().get("kind"))))
                .filter(entry ->
                        group == null || group.equals(String.valueOf(entry.key().get("group"))))
                .filter(entry -> after == null || position(entry).compareTo(after) > 0)
                .sorted(Comparator.comparing(NetworkEndpoints::position))
                .toList();
        if (found.isEmpty() && after == null) {
            groups.check(group);
        }
        List<NetworkState.Entry> page = found.subList(0, Math.min(limit, found.size()));
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("findings", page.stream().map(Documents::entry).toList());
        document.put("complete", all.complete());
        document.put(
                "next",
                page.size() < found.size() ? position(page.get(page.size() - 1)).token() : null);
        return answers.send(call, "FINDINGS", page.size(), document);
    }

    /** A kind that does not exist is refused: an empty answer would look as if nothing were wrong. */
    private static @Nullable String kind(Parameters parameters) {
        String kind = parameters.text("kind");
        List<String> known =
                Arrays.stream(FindingKind.values()).map(FindingKind::name).toList();
        if (kind != null && !known.contains(kind)) {
            throw ProblemException.badParameter("kind", "It must be one of " + String.join(", ", known));
        }
        return kind;
    }

    /** Unlike a count, the position of a finding stays the same when others open or close. */
    private static PagePosition position(NetworkState.Entry entry) {
        return new PagePosition(
                State.longOf(entry.value(), "openedAt"),
                String.valueOf(entry.value().get("findingId")));
    }

    /** Returns how far each server's view is complete. The answer has no personal data. */
    Answer members(Call call) throws UnavailableException {
        String group = call.parameters().text("group");
        List<NetworkState.Entry> found = network.members().stream()
                .filter(entry ->
                        group == null || group.equals(String.valueOf(entry.key().get("group"))))
                .toList();
        if (found.isEmpty()) {
            groups.check(group);
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("members", found.stream().map(Documents::entry).toList());
        return Answer.json(200, document);
    }
}
