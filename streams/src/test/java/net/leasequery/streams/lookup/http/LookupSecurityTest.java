package net.leasequery.streams.lookup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.ThrowAwayAuthority;
import net.leasequery.streams.lookup.access.SecretHash;
import net.leasequery.streams.lookup.answer.Tenures;
import net.leasequery.streams.lookup.http.RequestCounts.Outcome;
import net.leasequery.streams.settings.HttpSettings.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets nothing, and what is recorded of who gets something. */
class LookupSecurityTest {
    private static final String SUBJECT = "CN=abuse-desk";
    private static final String QUESTION = "/v1/leases?address=10.1.2.3&at=2026-11-26T10:20:00Z";
    private static final List<String> PATHS = List.of(
            QUESTION,
            "/v1/tenures?address=10.1.2.3",
            "/v1/tenures?client=host-17",
            "/v1/findings",
            "/v1/members",
            "/v1/erasures?id=x",
            "/openapi.json",
            "/",
            "/page.js");

    @TempDir
    static Path folder;

    private static Path credentials;

    @BeforeAll
    static void writeCredentials() throws IOException {
        String hash = SecretHash.ofToken("secret").text();
        credentials = folder.resolve("callers");
        Files.writeString(
                credentials,
                "# callers\n\nbearer read reader " + hash + "\nbearer audit auditor " + hash + "\nbearer erase eraser "
                        + hash + "\nbasic read person "
                        + SecretHash.ofPassword("secret").text()
                        + "\ncertificate read,audit " + SUBJECT + "\n");
    }

    private static Site site(Map<String, String> ssl, int perSecond) throws IOException {
        Site site = new Site(Site.settings(ssl, credentials, Set.of(), perSecond));
        site.tenures.add(
                Tenures.of("10.1.2.3", "aa:bb:cc:00:00:01").observed(2, 40).build());
        site.finding("ADDRESS_HELD_TWICE", "10.1.2.3", "Two clients.");
        return site;
    }

    private static String[] bearer(String name, String secret) {
        return new String[] {"Authorization", "Bearer " + name + "." + secret};
    }

    private static String[] basic(String name, String password) {
        String text = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new String[] {"Authorization", "Basic " + text};
    }

    @Test
    void withoutAReadersNameThereIsNothing() throws Exception {
        try (Site site = site(Map.of(), 10_000)) {
            for (String path : PATHS) {
                HttpResponse<String> response = site.get(path);
                assertThat(response.statusCode()).as(path).isEqualTo(401);
                assertThat(response.headers().allValues("WWW-Authenticate"))
                        .containsExactly(
                                "Basic realm=\"lease-streams\", charset=\"UTF-8\"", "Bearer realm=\"lease-streams\"");
                assertThat(response.body()).as(path).doesNotContain("aa:bb", "Two clients");
            }
            for (String[] wrong : List.of(
                    bearer("reader", "wrong"),
                    bearer("nobody", "secret"),
                    basic("eraser", "secret"),
                    bearer("person", "secret"),
                    new String[] {"Authorization", "Bearer"},
                    new String[] {"Authorization", "Basic !"},
                    new String[] {"Authorization", "Negotiate abc"})) {
                assertThat(site.get(QUESTION, wrong).statusCode()).as(wrong[1]).isEqualTo(401);
            }
            assertThat(site.lookups).isEmpty();
        }
    }

    @Test
    void aRoleOpensItsPathsOnly() throws Exception {
        try (Site site = site(Map.of(), 10_000)) {
            String[] auditor = bearer("auditor", "secret");
            String[] eraser = {"Authorization", "Bearer eraser.secret"};

            assertThat(site.get(QUESTION, bearer("reader", "secret")).statusCode())
                    .isEqualTo(200);
            assertThat(site.get(QUESTION, basic("person", "secret")).statusCode())
                    .isEqualTo(200);
            assertThat(site.get(QUESTION, auditor).statusCode()).isEqualTo(403);
            assertThat(site.get(QUESTION, eraser).statusCode()).isEqualTo(403);
            assertThat(site.get("/v1/tenures?client=host-17", auditor).statusCode())
                    .isEqualTo(403);
            assertThat(site.get("/v1/members", auditor).statusCode()).isEqualTo(200);
            assertThat(site.get("/v1/members", eraser).statusCode()).isEqualTo(403);
            String[] readerPosts = {"Authorization", bearer("reader", "secret")[1], "Content-Type", "application/json"};
            assertThat(site.post("/v1/erasures", "{\"client\": \"host-17\"}", readerPosts)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(site.erased).isEmpty();
            String[] eraserPosts = {"Authorization", eraser[1], "Content-Type", "application/json"};
            assertThat(site.post("/v1/erasures", "{\"client\": \"host-17\"}", eraserPosts)
                            .statusCode())
                    .isEqualTo(202);
            assertThat(site.erased).hasSize(1);
        }
    }

    @Test
    void countsHowRequestsEnd() throws Exception {
        try (Site site = site(Map.of(), 1)) {
            String[] reader = bearer("reader", "secret");
            assertThat(site.get(QUESTION).statusCode()).isEqualTo(401);
            assertThat(site.get(QUESTION, bearer("auditor", "secret")).statusCode())
                    .isEqualTo(403);
            assertThat(site.get("/v1/nothing", reader).statusCode()).isEqualTo(404);
            assertThat(site.get(QUESTION, reader).statusCode()).isEqualTo(200);
            site.logFails = true;
            assertThat(site.get(QUESTION, reader).statusCode()).isEqualTo(503);
            await().until(() -> site.get(QUESTION, reader).statusCode() == 429);

            assertThat(site.counts.of(Outcome.ANSWERED)).isEqualTo(1);
            assertThat(site.counts.of(Outcome.NOT_AUTHENTICATED)).isEqualTo(1);
            assertThat(site.counts.of(Outcome.NOT_ALLOWED)).isEqualTo(1);
            assertThat(site.counts.of(Outcome.NOT_UNDERSTOOD)).isEqualTo(1);
            assertThat(site.counts.of(Outcome.UNAVAILABLE)).isPositive();
            assertThat(site.counts.of(Outcome.TOO_MANY)).isEqualTo(1);
            assertThat(site.counts.of(Outcome.FAILED)).isZero();
        }
    }

    @Test
    void guessesOfOneMachineAreLimited() throws Exception {
        // Time stands still: checks take long on a busy machine, and chances to guess come back.
        try (Site site = new Site(Site.settings(Map.of(), credentials, Set.of(), 10_000), () -> 0L)) {
            List<Integer> statuses = new ArrayList<>();
            for (int guess = 0; guess < 12; guess++) {
                statuses.add(
                        site.get(QUESTION, bearer("reader", "guess" + guess)).statusCode());
            }

            assertThat(statuses.subList(0, 10)).containsOnly(401);
            assertThat(statuses.get(11)).isEqualTo(429);
            assertThat(site.lookups).isEmpty();
        }
    }

    @Test
    void requestsOfOneCallerAreLimited() throws Exception {
        try (Site site = site(Map.of(), 1)) {
            List<HttpResponse<String>> responses = new ArrayList<>();
            for (int request = 0; request < 20; request++) {
                responses.add(site.get(QUESTION, bearer("reader", "secret")));
            }

            assertThat(responses.get(0).statusCode()).isEqualTo(200);
            assertThat(responses).anySatisfy(response -> {
                assertThat(response.statusCode()).isEqualTo(429);
                assertThat(response.headers().firstValue("Retry-After")).isPresent();
            });
            long answered =
                    responses.stream().filter(one -> one.statusCode() == 200).count();
            assertThat(site.lookups)
                    .as("one for each answer, none for refusals")
                    .hasSize((int) answered);
        }
    }

    @Test
    void everyLookUpIsRecordedBeforeItsAnswer() throws Exception {
        try (Site site = site(Map.of(), 10_000)) {
            HttpResponse<String> response = site.get(QUESTION + "&reason=case-7", bearer("reader", "secret"));

            assertThat(site.lookups).singleElement().satisfies(entry -> {
                assertThat(response.headers().firstValue("Lookup-Id")).hasValue(entry.lookupId());
                assertThat(entry.caller()).isEqualTo("reader");
                assertThat(entry.remoteAddress()).isEqualTo("127.0.0.1");
                assertThat(entry.kind()).isEqualTo("LEASES");
                assertThat(entry.reason()).isEqualTo("case-7");
                assertThat(entry.results()).isEqualTo(1);
                assertThat(entry.question()).isEqualTo(Map.of("address", "10.1.2.3", "at", "2026-11-26T10:20:00Z"));
            });
        }
    }

    @Test
    void withoutARecordThereIsNoAnswer() throws Exception {
        try (Site site = site(Map.of(), 10_000)) {
            site.logFails = true;

            for (String path : List.of(QUESTION, "/v1/tenures?client=host-17", "/v1/findings")) {
                HttpResponse<String> response = site.get(path, bearer("reader", "secret"));
                assertThat(response.statusCode()).as(path).isEqualTo(503);
                assertThat(response.headers().firstValue("Retry-After")).isPresent();
                assertThat(response.body()).doesNotContain("aa:bb", "Two clients");
            }
            String[] posts = {"Authorization", "Bearer eraser.secret", "Content-Type", "application/json"};
            assertThat(site.post("/v1/erasures", "{\"client\": \"host-17\"}", posts)
                            .statusCode())
                    .isEqualTo(503);
            assertThat(site.erased).as("not recorded, not done").isEmpty();
        }
    }

    @Test
    void aCertificateIsAName() throws Exception {
        ThrowAwayAuthority authority = ThrowAwayAuthority.create("lab", KeyKind.ECDSA);
        var server = authority.order("look-up").forAddresses("127.0.0.1").issue();
        Map<String, String> ssl = new HashMap<>(Map.of(
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.key",
                server.keyPem(),
                "ssl.keystore.certificate.chain",
                server.chainPem(),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.certificates",
                Identity.pem(authority.certificate()),
                "ssl.client.auth",
                "requested"));
        try (Site site = site(ssl, 10_000)) {
            HttpRequest question =
                    HttpRequest.newBuilder(URI.create(site.url() + QUESTION)).build();
            HttpClient known = HttpClient.newBuilder()
                    .sslContext(authority.order("abuse-desk").issue().context(authority.certificate()))
                    .build();
            HttpClient unknown = HttpClient.newBuilder()
                    .sslContext(authority.order("somebody").issue().context(authority.certificate()))
                    .build();
            HttpClient untrusted = HttpClient.newBuilder()
                    .sslContext(ThrowAwayAuthority.create("other", KeyKind.ECDSA)
                            .order("abuse-desk")
                            .issue()
                            .context(authority.certificate()))
                    .build();

            assertThat(known.send(question, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(site.lookups)
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.caller()).isEqualTo(SUBJECT));
            assertThat(unknown.send(question, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
            assertThat(untrusted
                            .send(question, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .as("a certificate of another authority with the same name")
                    .isEqualTo(401);
            assertThat(site.lookups).hasSize(1);
        }
    }

    @Test
    void otherSitesInTheBrowserGetNothing() throws Exception {
        try (Site site = new Site(Site.open(Role.READ, Role.ERASE))) {
            assertThat(site.get(QUESTION, "Sec-Fetch-Site", "cross-site").statusCode())
                    .isEqualTo(403);
            assertThat(site.get(QUESTION, "Sec-Fetch-Site", "same-site").statusCode())
                    .isEqualTo(403);
            assertThat(site.get(QUESTION, "Sec-Fetch-Site", "same-origin").statusCode())
                    .isEqualTo(200);
            assertThat(site.get(QUESTION, "Origin", "http://evil.example").statusCode())
                    .isEqualTo(403);
            assertThat(site.get(QUESTION, "Origin", "null").statusCode()).isEqualTo(403);
            assertThat(site.get(QUESTION, "Origin", site.url()).statusCode()).isEqualTo(200);
            String[] json = {"Content-Type", "application/json", "Origin", "http://evil.example"};
            assertThat(site.post("/v1/erasures", "{\"client\": \"host-17\"}", json)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(site.erased).isEmpty();
            // A name of another site whose DNS says 127.0.0.1
            assertThat(raw(site, "GET " + QUESTION + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 403");
            assertThat(site.get(QUESTION).headers().map().keySet()).doesNotContain("access-control-allow-origin");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/tenures?port=%ZZ HTTP/1.1\r\nHost: localhost\r\n",
                "GET /v1/leases?address=%00 HTTP/1.1\r\nHost: localhost\r\n",
                "GET /v1/../v1/leases HTTP/1.1\r\nHost: localhost\r\n",
                "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n",
                "BREW /v1/leases HTTP/1.1\r\nHost: localhost\r\n",
                "GET /v1/leases HTTP/1.1\r\nHost: a\r\nHost: b\r\n",
                "nonsense\r\n",
                "GET /v1/leases HTTP/7.0\r\nHost: localhost\r\n",
                "LONG"
            })
    void whatIsNoRequestIsRefusedWithoutTellingMore(String request) throws Exception {
        String sent = request.equals("LONG")
                ? "GET /v1/leases?address=" + "1".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n"
                : request;
        try (Site site = new Site(Site.open(Role.READ))) {
            String response = raw(site, sent + "Connection: close\r\n\r\n");

            assertThat(response)
                    .matches("(?s)HTTP/1\\.1 (4\\d\\d|505) .*")
                    .doesNotContainIgnoringCase("jetty")
                    .doesNotContain("\tat ");
            assertThat(response).contains("application/problem+json");
            assertThat(response).contains("\"status\" : " + response.substring(9, 12));
            assertThat(site.lookups).isEmpty();
        }
    }

    private static String raw(Site site, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aHostNameIsDataAndNeverMarkup() throws Exception {
        String evil = "</script><img src=x onerror=alert(1)>\"'\r\nSet-Cookie: a=b\u202e";
        try (Site site = new Site(Site.open(Role.READ))) {
            site.tenures.add(Tenures.of("10.1.2.3", "aa:bb:cc:00:00:01")
                    .observed(2, 40)
                    .hostname(evil)
                    .build());

            HttpResponse<String> response = site.get(QUESTION);

            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .contains("script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
            String text = new ObjectMapper()
                    .readTree(response.body())
                    .at("/leases/0/text")
                    .asText();
            assertThat(text).doesNotContain("\r", "\n", "\u202e").contains("onerror");
        }
    }
}
