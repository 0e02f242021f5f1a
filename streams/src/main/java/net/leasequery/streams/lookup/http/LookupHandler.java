package net.leasequery.streams.lookup.http;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.leasequery.streams.lookup.access.Authentication;
import net.leasequery.streams.lookup.access.TokenBuckets;
import net.leasequery.streams.lookup.source.Erasures;
import net.leasequery.streams.lookup.source.LookupLog;
import net.leasequery.streams.lookup.source.NetworkState;
import net.leasequery.streams.lookup.source.TenureSource;
import net.leasequery.streams.settings.HttpSettings;
import net.leasequery.streams.settings.HttpSettings.Role;
import org.eclipse.jetty.server.Handler;

/** The API and the page: the roles and parameters of each path. */
public final class LookupHandler {
    private static final Set<Role> ANY = Set.of(Role.values());

    /**
     * Sources of answers.
     *
     * @param tenures finds tenures
     * @param network members and findings
     * @param log records each look-up
     * @param erasures writes commands
     * @param groups names of the configured groups
     */
    public record Sources(
            TenureSource tenures, NetworkState network, LookupLog log, Erasures erasures, Set<String> groups) {

        /** Copies the set. */
        public Sources {
            groups = Set.copyOf(groups);
        }
    }

    private LookupHandler() {}

    /**
     * Makes the handler.
     *
     * @param settings limits
     * @param authentication of callers
     * @param sources of answers
     * @param counts of requests
     * @param clock for the present time
     */
    static Handler of(
            HttpSettings settings, Authentication authentication, Sources sources, RequestCounts counts, Clock clock) {
        LoggedAnswers answers = new LoggedAnswers(sources.log(), clock);
        KnownGroups groups = new KnownGroups(sources.groups(), sources.network());
        TenureEndpoints tenures = new TenureEndpoints(
                sources.tenures(), sources.network(), groups, answers, settings.pageSizeMax(), clock);
        NetworkEndpoints network = new NetworkEndpoints(sources.network(), groups, answers, settings.pageSizeMax());
        ErasureEndpoints erasures = new ErasureEndpoints(sources.erasures(), answers, clock);
        Map<String, Map<String, Endpoint>> paths = new HashMap<>();
        get(
                paths,
                "/v1/leases",
                Set.of(Role.READ),
                List.of("address", "at", "group", "vpn", "reason"),
                tenures::leases);
        get(
                paths,
                "/v1/tenures",
                Set.of(Role.READ),
                List.of("address", "client", "port", "from", "to", "group", "vpn", "limit", "page", "reason"),
                tenures::tenures);
        get(
                paths,
                "/v1/findings",
                Set.of(Role.READ, Role.AUDIT),
                List.of("subject", "kind", "group", "at", "limit", "page", "reason"),
                network::findings);
        get(paths, "/v1/members", Set.of(Role.READ, Role.AUDIT), List.of("group"), network::members);
        get(paths, "/v1/erasures", Set.of(Role.ERASE, Role.AUDIT), List.of("id"), erasures::state);
        add(paths, "POST", "/v1/erasures", new Endpoint(Set.of(Role.ERASE), Set.of("reason"), erasures::ask));
        file(paths, "/", "page.html", "text/html; charset=utf-8");
        file(paths, "/page.js", "page.js", "text/javascript; charset=utf-8");
        file(paths, "/page.css", "page.css", "text/css; charset=utf-8");
        file(paths, "/openapi.json", "openapi.json", Answer.JSON);
        TokenBuckets requests =
                new TokenBuckets(settings.requestsPerSecond(), 2.0 * settings.requestsPerSecond(), System::nanoTime);
        return new Router(new Gate(authentication, requests), paths, counts);
    }

    private static void get(
            Map<String, Map<String, Endpoint>> paths,
            String path,
            Set<Role> roles,
            List<String> parameters,
            Endpoint.Work work) {
        add(paths, "GET", path, new Endpoint(roles, new LinkedHashSet<>(parameters), work));
    }

    private static void add(Map<String, Map<String, Endpoint>> paths, String method, String path, Endpoint endpoint) {
        paths.computeIfAbsent(path, none -> new HashMap<>()).put(method, endpoint);
    }

    private static void file(Map<String, Map<String, Endpoint>> paths, String path, String name, String contentType) {
        get(paths, path, ANY, List.of(), PageFiles.serve(name, contentType));
    }
}
