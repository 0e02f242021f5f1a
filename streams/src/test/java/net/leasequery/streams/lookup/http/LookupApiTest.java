package net.leasequery.streams.lookup.http;

import static net.leasequery.streams.lookup.answer.Tenures.minute;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.streams.lookup.answer.Tenures;
import net.leasequery.streams.settings.HttpSettings.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupApiTest {
    private static final String A = "aa:bb:cc:00:00:01";
    private static final String B = "aa:bb:cc:00:00:02";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Site site;

    @BeforeEach
    void start() throws Exception {
        site = new Site(Site.open(Role.READ, Role.ERASE));
        site.tenures.add(Tenures.of("10.1.2.3", A).observed(2, 40).build());
        site.tenures.add(Tenures.of("10.1.2.3", B)
                .lasting(45, 50)
                .startNotBefore(minute(40))
                .build());
        site.tenures.add(Tenures.of("2001:db8::/56", A).lasting(5, 30).build());
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private JsonNode json(String pathAndQuery) throws Exception {
        HttpResponse<String> response = site.get(pathAndQuery);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        return MAPPER.readTree(response.body());
    }

    private JsonNode problem(String pathAndQuery, int status) throws Exception {
        HttpResponse<String> response = site.get(pathAndQuery);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = MAPPER.readTree(response.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        return problem;
    }

    @Test
    void saysWhoHeldAnAddressAndHowSureThatIs() throws Exception {
        JsonNode answer = json("/v1/leases?address=10.1.2.3&at=2026-11-26T11:20:00%2B01:00");

        assertThat(answer.path("at").asText()).isEqualTo("2026-11-26T10:20:00Z");
        assertThat(answer.path("certain").asBoolean()).isTrue();
        JsonNode lease = answer.path("leases").path(0);
        assertThat(lease.path("observedBy").toString()).isEqualTo("[\"east\",\"west\"]");
        JsonNode holder = lease.path("holders").path(0);
        assertThat(holder.path("presence").asText()).isEqualTo("CERTAIN");
        assertThat(holder.path("client").path("hardwareAddress").asText()).isEqualTo(A);
        assertThat(holder.path("attachment").path("circuitId").asText()).isEqualTo("ge-0/0/4");
        assertThat(holder.path("start").asText()).isEqualTo("2026-11-26T10:02:00Z");
    }

    @Test
    void saysWhyItIsNotSure() throws Exception {
        JsonNode answer = json("/v1/leases?address=10.1.2.3");

        assertThat(answer.path("at").asText()).as("now").isEqualTo(Site.ELEVEN.toString());
        assertThat(answer.path("certain").asBoolean()).isFalse();
        assertThat(answer.path("leases")
                        .path(0)
                        .path("doubts")
                        .path(0)
                        .path("code")
                        .asText())
                .isEqualTo("AFTER_LAST_SEEN");
    }

    @Test
    void anAddressMatchesTheDelegatedPrefixThatHoldsIt() throws Exception {
        JsonNode answer = json("/v1/leases?address=2001:DB8::77&at=2026-11-26T10:20:00Z");

        assertThat(answer.path("address").asText()).isEqualTo("2001:db8::77");
        assertThat(answer.path("leases").path(0).path("address").asText()).isEqualTo("2001:db8::/56");
        assertThat(answer.path("certain").asBoolean()).isTrue();
    }

    @Test
    void nobodyIsReportedWithThoseWhoWereFollowedAndIsNotCertain() throws Exception {
        site.member("east", 0, 30);
        site.member("west", 20, 30);

        JsonNode lease = json("/v1/leases?address=10.9.9.9&at=2026-11-26T10:10:00Z")
                .path("leases")
                .path(0);

        assertThat(lease.path("certain").asBoolean()).isFalse();
        assertThat(lease.path("observedBy").toString()).isEqualTo("[\"east\"]");
        assertThat(lease.path("doubts").path(0).path("code").asText()).isEqualTo("NOT_REPORTED");
    }

    @Test
    void anAnswerOutOfDateSaysSo() throws Exception {
        site.member("east", 0, 60);
        site.processedTo = Site.ELEVEN.minusSeconds(61);

        JsonNode answer = json("/v1/leases?address=10.9.9.9&at=" + Tenures.minute(59));
        assertThat(answer.path("leases").path(0).path("observedBy")).isEmpty();
        assertThat(answer.path("doubts").path(0).path("code").asText()).isEqualTo("BEHIND");

        JsonNode before = json("/v1/leases?address=10.9.9.9&at=" + Tenures.minute(58));
        assertThat(before.path("leases").path(0).path("observedBy").toString()).isEqualTo("[\"east\"]");
        assertThat(before.path("doubts")).isEmpty();

        site.processedTo = Site.ELEVEN.minusSeconds(10);
        assertThat(json("/v1/leases?address=10.9.9.9").path("doubts")).as("now").isEmpty();
    }

    @Test
    void nobodyOfAGroupIsReportedWithTheServersOfThatGroupOnly() throws Exception {
        site.member("east", 0, 30);

        JsonNode lease = json("/v1/leases?address=10.9.9.9&at=2026-11-26T10:10:00Z&group=branch")
                .path("leases")
                .path(0);

        assertThat(lease.path("observedBy")).isEmpty();
        lease = json("/v1/leases?address=10.9.9.9&at=2026-11-26T10:10:00Z&group=site")
                .path("leases")
                .path(0);
        assertThat(lease.path("observedBy").toString()).isEqualTo("[\"east\"]");
    }

    @Test
    void theFindingsOfAnAnswerAreThoseOfItsAddressesInTheirVpn() throws Exception {
        site.finding("ADDRESS_HELD_TWICE", "10.1.2.3", "twice");
        site.finding("STATE_DISAGREES", "red", "10.1.2.3", "in another network");
        site.finding("NOT_REPLICATED", "2001:db8::/56", "of the prefix");

        JsonNode found = json("/v1/leases?address=10.1.2.3").path("findings");
        assertThat(found.findValuesAsText("kind")).containsExactly("ADDRESS_HELD_TWICE");

        found = json("/v1/leases?address=10.1.2.3&vpn=red").path("findings");
        assertThat(found.findValuesAsText("kind")).containsExactly("STATE_DISAGREES");

        found = json("/v1/leases?address=2001:db8::77&at=2026-11-26T10:20:00Z").path("findings");
        assertThat(found.findValuesAsText("kind")).containsExactly("NOT_REPLICATED");
    }

    @Test
    void aGroupThatDoesNotExistIsRefusedWithTheNamesOfThoseThatDo() throws Exception {
        site.member("east", 0, 30);

        JsonNode problem = problem("/v1/members?group=sight", 400);

        assertThat(problem.path("detail").asText()).contains("The groups are branch, site.");
    }

    @Test
    void aGroupThatIsNoLongerConfiguredStillHasItsTenures() throws Exception {
        site.tenures.add(
                Tenures.of("10.8.8.8", A).group("former").observed(2, 30).build());

        assertThat(json("/v1/tenures?address=10.8.8.8&group=former").path("tenures"))
                .hasSize(1);
        assertThat(json("/v1/leases?address=10.8.8.8&at=2026-11-26T10:20:00Z&group=former")
                        .path("certain")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void tenuresAreFoundByAddressClientAndPort() throws Exception {
        assertThat(json("/v1/tenures?address=10.1.2.3").path("tenures")).hasSize(2);
        assertThat(json("/v1/tenures?client=AA-BB-CC-00-00-01").path("tenures")).hasSize(2);
        assertThat(json("/v1/tenures?client=host-17").path("tenures")).hasSize(3);
        assertThat(json("/v1/tenures?port=ge-0%2F0%2F4").path("tenures")).hasSize(3);
        assertThat(json("/v1/tenures?port=hex:67652d302f302f34&group=branch").path("tenures"))
                .isEmpty();
    }

    @Test
    void pagesTellEverythingOnce() throws Exception {
        for (int i = 0; i < 25; i++) {
            site.tenures.add(Tenures.of("10.7.7.7", B).observed(i, i + 1).build());
        }
        int reported = 0;
        String page = "";
        do {
            JsonNode answer = json("/v1/tenures?address=10.7.7.7&limit=10" + page);
            reported += answer.path("tenures").size();
            page = answer.path("next").isNull()
                    ? ""
                    : "&page=" + answer.path("next").asText();
        } while (!page.isEmpty());

        assertThat(reported).isEqualTo(25);
    }

    @Test
    void pagesOfAGroupAreFull() throws Exception {
        for (int i = 0; i < 25; i++) {
            site.tenures.add(Tenures.of("10.7.7.7", B)
                    .group(i % 8 == 0 ? "branch" : "site")
                    .observed(i, i + 1)
                    .build());
        }

        JsonNode first = json("/v1/tenures?address=10.7.7.7&limit=2&group=branch");
        assertThat(first.path("tenures")).hasSize(2);
        JsonNode second = json("/v1/tenures?address=10.7.7.7&limit=2&group=branch&page="
                + first.path("next").asText());
        assertThat(second.path("tenures")).hasSize(2);
        assertThat(second.path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/leases, address",
        "/v1/leases?address=, address",
        "/v1/leases?address=example.net, address",
        "/v1/leases?address=10.1.2.3&address=10.1.2.4, address",
        "/v1/leases?address=10.1.2.3&at=yesterday, at",
        "/v1/leases?address=10.1.2.3&at=2026-11-26T10:00:00, at",
        "/v1/leases?address=10.1.2.3&at=%2B999999999-01-01T00:00:00Z, at",
        "/v1/leases?address=10.1.2.3&when=now, when",
        "/v1/tenures?address=10.1.2.3&limit=0, limit",
        "/v1/tenures?address=10.1.2.3&limit=501, limit",
        "/v1/tenures?address=10.1.2.3&limit=-1, limit",
        "/v1/tenures?address=10.1.2.3&limit=99999999999, limit",
        "/v1/tenures?address=10.1.2.3&page=!, page",
        "/v1/tenures?address=10.1.2.3&page=AAAA, page",
        "/v1/tenures?address=10.1.2.3&from=2026-11-26T10:00:00Z&to=2026-11-25T10:00:00Z, to",
        "/v1/tenures?client=id:0, client",
        "/v1/tenures?port=hex:0, port",
        "/v1/findings?page=-5, page",
        "/v1/findings?limit=501, limit",
        "/v1/findings?kind=HELD_TWICE, kind",
        "/v1/leases?address=10.9.9.9&group=sight, group",
        "/v1/leases?address=10.1.2.3&group=sight, group",
        "/v1/tenures?address=10.1.2.3&group=sight, group",
        "/v1/tenures?client=host-17&group=sight, group",
        "/v1/findings?group=sight, group",
        "/v1/members?group=sight, group",
        "/v1/findings?subject=10.1.2.300, subject",
        "/v1/findings?subject=10.1.2.0/24, subject",
        "/v1/findings?subject=02:00:00:00:00:17, subject",
    })
    void whatIsWrongIsNamedAndNotLookedUp(String pathAndQuery, String parameter) throws Exception {
        JsonNode problem = problem(pathAndQuery, 400);

        assertThat(problem.path("parameter").asText()).isEqualTo(parameter);
        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(site.lookups).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/tenures, 400",
        "/v1/tenures?address=10.1.2.3&client=host-17, 400",
        "/v1/leases/10.1.2.3, 404",
        "/nothing, 404",
    })
    void otherErrorsAreProblemsToo(String pathAndQuery, int status) throws Exception {
        problem(pathAndQuery, status);
    }

    @Test
    void aStoreThatIsRestoringSaysSoAndNeverNobody() throws Exception {
        site.restoring = true;

        HttpResponse<String> response = site.get("/v1/leases?address=10.9.9.9");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(response.body()).contains("being restored").doesNotContain("NOBODY");
        assertThat(site.lookups).isEmpty();
    }

    /** Otherwise the empty answer would look as if nothing were wrong. */
    @ParameterizedTest
    @CsvSource({
        "2001:db8::77, 2001:DB8:0:0::0077",
        "2001:db8:5::/48, 2001:DB8:5::1/48",
        "10.1.2.3, ::ffff:10.1.2.3",
        "hw:1/02:00:00:00:00:17, HW:1/02:00:00:00:00:17",
        "duid:0001aa/7, DUID:0001AA/7",
        "East, East",
    })
    void subjectsMayBeWrittenInOtherForms(String subject, String asked) throws Exception {
        site.finding("CLOCK_SKEW", subject, "Something is wrong.");

        assertThat(json("/v1/findings?subject=" + asked).path("findings")).hasSize(1);
    }

    @Test
    void findingsOfTheMomentAreReported() throws Exception {
        site.finding("ADDRESS_HELD_TWICE", "10.1.2.3", "Two clients.");
        site.finding("CLOCK_SKEW", "east", "The clock is off.");

        assertThat(json("/v1/leases?address=10.1.2.3").path("findings")).hasSize(1);
        assertThat(json("/v1/findings").path("findings")).hasSize(2);
        JsonNode page = json("/v1/findings?kind=CLOCK_SKEW&limit=1");
        assertThat(page.path("findings").path(0).path("openedAt").asText()).isEqualTo("2026-11-26T10:05:00Z");
        String next = json("/v1/findings?limit=1").path("next").asText();
        assertThat(json("/v1/findings?limit=1&page=" + next).path("next").isNull())
                .isTrue();
    }

    @Test
    void findingsThatOpenOrCloseWhilePagesAreReadShiftNoOther() throws Exception {
        for (int i = 0; i < 4; i++) {
            site.finding("STATE_DISAGREES", null, "10.1.2." + i, "held here, not there", 5);
        }
        JsonNode first = json("/v1/findings?limit=2");
        List<String> reported = new ArrayList<>(first.path("findings").findValuesAsText("subject"));

        site.finding("STATE_DISAGREES", null, "10.1.2.9", "held here, not there", 6);
        site.findings.removeIf(
                entry -> reported.get(0).equals(String.valueOf(entry.key().get("subject"))));
        site.findings.removeIf(
                entry -> reported.get(1).equals(String.valueOf(entry.key().get("subject"))));
        JsonNode second = json("/v1/findings?limit=2&page=" + first.path("next").asText());
        reported.addAll(second.path("findings").findValuesAsText("subject"));

        assertThat(reported).containsExactlyInAnyOrder("10.1.2.0", "10.1.2.1", "10.1.2.2", "10.1.2.3");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void erasureIsACommandAndRecorded() throws Exception {
        HttpResponse<String> response = site.post(
                "/v1/erasures?reason=case-7", "{\"client\": \"" + A + "\"}", "Content-Type", "application/json");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(site.erased)
                .singleElement()
                .satisfies(client -> assertThat(client.value()).isEqualTo(A));
        assertThat(site.lookups).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo("ERASURE");
            assertThat(entry.reason()).isEqualTo("case-7");
            assertThat(entry.question()).containsEntry("hardware-address", A);
        });
        String id = MAPPER.readTree(response.body()).path("id").asText();
        assertThat(json("/v1/erasures?id=" + id).path("done").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/x-www-form-urlencoded | {\"client\": \"a\"}",
                "text/plain | {\"client\": \"a\"}",
                "application/json | {\"client\": 5}",
                "application/json | {}",
                "application/json | {\"client\": \"a\", \"port\": \"b\"}",
                "application/json | [",
                "application/json | {\"client\": \"a\"} {\"client\": \"b\"}",
                "application/json | {\"client\": \"a\", \"client\": \"b\"}",
            })
    void whatIsNoCommandErasesNothing(String type, String body) throws Exception {
        assertThat(site.post("/v1/erasures", body, "Content-Type", type).statusCode())
                .isEqualTo(400);
        assertThat(site.erased).isEmpty();
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        HttpResponse<String> response = site.send(HttpRequest.newBuilder().DELETE(), "/v1/erasures");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, POST");
    }

    @Test
    void healthIsAnsweredAsBefore() throws Exception {
        assertThat(site.get("/health").body()).isEqualTo("{\"state\":\"RUNNING\",\"caughtUp\":false}\n");
        assertThat(site.get("/health").statusCode()).isEqualTo(200);
        site.running = false;
        assertThat(site.get("/health").statusCode()).isEqualTo(503);
        assertThat(site.post("/health", "").statusCode()).isEqualTo(405);
    }
}
