package net.leasequery.streams.lookup.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.streams.lookup.http.Endpoint.Call;
import net.leasequery.streams.lookup.source.NetworkState;
import net.leasequery.streams.lookup.source.UnavailableException;
import org.jspecify.annotations.Nullable;

/** {@code /v1/findings} and {@code /v1/members}. Safe for several threads. */
final class NetworkEndpoints {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST_SKIPPED = 100_000;

    private final NetworkState network;
    private final LoggedAnswers answers;
    private final int mostOnPage;

    NetworkEndpoints(NetworkState network, LoggedAnswers answers, int mostOnPage) {
        this.network = network;
        this.answers = answers;
        this.mostOnPage = mostOnPage;
    }

    /** Returns findings that are open, or were at a moment. Subjects may be clients, so this is a look-up too. */
    Answer findings(Call call) throws UnavailableException, InterruptedException {
        Parameters parameters = call.parameters();
        int limit = parameters.number("limit", Math.min(DEFAULT_LIMIT, mostOnPage), 1, mostOnPage);
        int skipped = parameters.number("page", 0, 0, MOST_SKIPPED);
        String kind = parameters.text("kind");
        String group = parameters.text("group");
        NetworkState.Findings all = network.findings(parameters.text("subject"), parameters.time("at"));
        List<NetworkState.Entry> found = all.entries().stream()
                .filter(entry ->
                        kind == null || kind.equals(String.valueOf(entry.key().get("kind"))))
                .filter(entry ->
                        group == null || group.equals(String.valueOf(entry.key().get("group"))))
                .toList();
        List<NetworkState.Entry> page =
                found.subList(Math.min(skipped, found.size()), Math.min(skipped + limit, found.size()));
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("findings", page.stream().map(Documents::entry).toList());
        document.put("complete", all.complete());
        document.put("next", skipped + limit < found.size() ? Integer.toString(skipped + limit) : null);
        return answers.send(call, "FINDINGS", page.size(), document);
    }

    /** Returns how far each server's view is complete. The answer has no personal data. */
    Answer members(Call call) throws UnavailableException {
        String group = call.parameters().text("group");
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put(
                "members",
                network.members().stream()
                        .filter(entry -> group == null
                                || group.equals(String.valueOf(entry.key().get("group"))))
                        .map(Documents::entry)
                        .toList());
        return Answer.json(200, document);
    }
}
