package net.leasequery.streams.lookup.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import net.leasequery.Finding;
import net.leasequery.FindingKey;
import net.leasequery.Member;
import net.leasequery.MemberKey;
import net.leasequery.streams.history.AddressTenure;
import net.leasequery.streams.history.ClientSelector;
import net.leasequery.streams.history.PagePosition;
import net.leasequery.streams.history.TenurePage;
import net.leasequery.streams.lookup.access.Authentication;
import net.leasequery.streams.lookup.access.Credentials;
import net.leasequery.streams.lookup.answer.Tenures;
import net.leasequery.streams.lookup.source.Erasures;
import net.leasequery.streams.lookup.source.LookupLog;
import net.leasequery.streams.lookup.source.NetworkState;
import net.leasequery.streams.lookup.source.TenureQuestion;
import net.leasequery.streams.lookup.source.TenureSource;
import net.leasequery.streams.lookup.source.UnavailableException;
import net.leasequery.streams.settings.HttpSettings;
import net.leasequery.streams.settings.HttpSettings.Role;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The HTTP side of look-up over sources that a test fills, on a real socket. It is eleven o'clock there. */
final class Site implements AutoCloseable, TenureSource, NetworkState, LookupLog, Erasures {
    static final Instant ELEVEN = Tenures.minute(60);

    final List<AddressTenure> tenures = Collections.synchronizedList(new ArrayList<>());
    final List<Entry> findings = Collections.synchronizedList(new ArrayList<>());
    final List<Entry> members = Collections.synchronizedList(new ArrayList<>());
    final List<LookupLog.LookedUp> lookups = Collections.synchronizedList(new ArrayList<>());
    final List<ClientSelector> erased = Collections.synchronizedList(new ArrayList<>());
    final RequestCounts counts = new RequestCounts();
    volatile boolean restoring;
    volatile Instant processedTo = ELEVEN;
    volatile boolean logFails;
    volatile boolean running = true;

    private final HttpListener listener;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String scheme;

    Site(HttpSettings settings) throws IOException {
        this(settings, System::nanoTime);
    }

    Site(HttpSettings settings, LongSupplier nanoTime) throws IOException {
        this(settings, HttpListener.Limits.DEFAULT, nanoTime);
    }

    Site(HttpSettings settings, HttpListener.Limits limits) throws IOException {
        this(settings, limits, System::nanoTime);
    }

    private Site(HttpSettings settings, HttpListener.Limits limits, LongSupplier nanoTime) throws IOException {
        Path file = settings.credentials();
        Authentication authentication =
                new Authentication(file == null ? null : Credentials.read(file), settings.anonymousRoles(), nanoTime);
        scheme = settings.secured() ? "https" : "http";
        listener = new HttpListener(
                settings,
                limits,
                Tls.of(settings.ssl()),
                () -> new Health(running ? "RUNNING" : "REBALANCING", running, false),
                List.of(LookupHandler.of(
                        settings,
                        authentication,
                        new LookupHandler.Sources(this, this, this, this, Set.of("branch")),
                        counts,
                        Clock.fixed(ELEVEN, ZoneOffset.UTC))));
        listener.start();
    }

    static HttpSettings open(Role... roles) {
        return settings(Map.of(), null, Set.of(roles), 10_000);
    }

    static HttpSettings settings(
            Map<String, String> ssl, @Nullable Path credentials, Set<Role> anonymous, int perSecond) {
        return new HttpSettings("127.0.0.1", 0, ssl, credentials, anonymous, null, perSecond, 500, 1_000);
    }

    String url() {
        return scheme + "://127.0.0.1:" + listener.port();
    }

    int connections() {
        return listener.connections();
    }

    int port() {
        return listener.port();
    }

    HttpResponse<String> get(String pathAndQuery, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder().GET(), pathAndQuery, headers);
    }

    HttpResponse<String> post(String pathAndQuery, String body, String... headers)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)), pathAndQuery, headers);
    }

    HttpResponse<String> send(HttpRequest.Builder request, String pathAndQuery, String... headers)
            throws IOException, InterruptedException {
        request.uri(URI.create(url() + pathAndQuery));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public Instant processedTo() {
        return processedTo;
    }

    @Override
    public TenurePage find(TenureQuestion question) throws UnavailableException {
        if (restoring) {
            throw new UnavailableException("Partition 0 of the history is being restored");
        }
        List<AddressTenure> found = new ArrayList<>(tenures.stream()
                .filter(tenure -> matches(question, tenure))
                .filter(tenure -> question.after() == null || tenure.position().compareTo(question.after()) > 0)
                .sorted(Comparator.comparing(AddressTenure::position))
                .toList());
        PagePosition next = null;
        if (found.size() > question.limit()) {
            found = found.subList(0, question.limit());
            next = found.get(found.size() - 1).position();
        }
        return new TenurePage(found, next);
    }

    private static boolean matches(TenureQuestion question, AddressTenure tenure) {
        ClientSelector by = question.client();
        if (by == null) {
            return tenure.address().equals(question.address())
                    || (tenure.address().equals("2001:db8::/56")
                            && String.valueOf(question.address()).startsWith("2001:db8::"));
        }
        return switch (by.kind()) {
            case HARDWARE_ADDRESS -> by.value().equals(tenure.holder().hardwareAddress());
            case HOST_NAME -> by.value().equals(tenure.holder().hostname());
            case PORT ->
                tenure.attachment() != null
                        && by.value().equals(tenure.attachment().circuitIdHex());
            default -> false;
        };
    }

    @Override
    public List<Entry> members() {
        return List.copyOf(members);
    }

    @Override
    public Findings findings(@Nullable String subject, @Nullable Instant at) {
        return new Findings(
                findings.stream()
                        .filter(entry ->
                                subject == null || subject.equals(entry.key().get("subject")))
                        .toList(),
                true);
    }

    @Override
    public void write(LookupLog.LookedUp entry) throws UnavailableException {
        if (logFails) {
            throw new UnavailableException("Kafka did not acknowledge a record for campus.lookups");
        }
        lookups.add(entry);
    }

    @Override
    public void ask(String id, ClientSelector selector, String caller, Instant askedAt) {
        erased.add(selector);
    }

    @Override
    public List<GenericRecord> answers(String id) {
        return List.of();
    }

    void finding(String kind, String subject, String explanation) {
        finding(kind, null, subject, explanation);
    }

    void finding(String kind, @Nullable String vpn, String subject, String explanation) {
        finding(kind, vpn, subject, explanation, 5);
    }

    void finding(String kind, @Nullable String vpn, String subject, String explanation, int openedAt) {
        GenericRecord key = new GenericData.Record(FindingKey.getClassSchema());
        key.put("group", "site");
        key.put("kind", kind);
        key.put("vpn", vpn);
        key.put("subject", subject);
        GenericRecord value = new GenericData.Record(Finding.getClassSchema());
        value.put("findingId", kind + vpn + subject);
        value.put("status", "OPEN");
        value.put("openedAt", Tenures.minute(openedAt).toEpochMilli());
        value.put("servers", List.of("east", "west"));
        value.put("evidence", new HashMap<>(Map.of("east", "ACTIVE")));
        value.put("explanation", explanation);
        findings.add(new Entry(key, value));
    }

    void member(String server, int liveSince, int watermark) {
        GenericRecord key = new GenericData.Record(MemberKey.getClassSchema());
        key.put("group", "site");
        key.put("server", server);
        GenericRecord value = new GenericData.Record(Member.getClassSchema());
        value.put("connected", true);
        value.put("gapOpen", false);
        value.put("complete", true);
        value.put("liveSince", Tenures.minute(liveSince).toEpochMilli());
        value.put("watermark", Tenures.minute(watermark).toEpochMilli());
        value.put("unreadableRecords", 0L);
        members.add(new Entry(key, value));
    }

    @Override
    public void close() {
        listener.close();
    }
}
