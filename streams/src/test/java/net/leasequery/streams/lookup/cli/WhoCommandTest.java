package net.leasequery.streams.lookup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.leasequery.streams.lookup.access.SecretHash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command against a server that answers as a test wants. */
class WhoCommandTest {
    private static final String HELD = "{\"leases\": [{\"text\": \"10.1.2.3 was held by x.\", \"holders\": [{}]}],"
            + " \"findings\": [{\"kind\": \"K\", \"openedAt\": \"T\", \"explanation\": \"E\"}], \"doubts\": []}";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> asked = new ArrayList<>();
    private final List<String> pages = new ArrayList<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String body = HELD;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            byte[] octets = pages.isEmpty()
                    ? body.getBytes(StandardCharsets.UTF_8)
                    : pages.remove(0).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, octets.length);
            exchange.getResponseBody().write(octets);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private int who(String... arguments) throws InterruptedException {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return WhoCommand.run(
                arguments,
                Map.of("LEASE_LOOKUP_URL", url),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Test
    void printsTheAnswerInWords() throws Exception {
        assertThat(who("10.1.2.3", "--at", "2026-11-26T11:00:00+01:00", "--reason", "case 7"))
                .isZero();

        assertThat(text(out)).isEqualTo("10.1.2.3 was held by x.\nFinding: K since T. E\n");
        assertThat(asked).containsExactly("/v1/leases?address=10.1.2.3&at=2026-11-26T10%3A00%3A00Z&reason=case+7");
    }

    @Test
    void printsTheAnswerAsItCame() throws Exception {
        assertThat(who("10.1.2.3", "--json")).isZero();

        assertThat(text(out)).contains("\"text\" : \"10.1.2.3 was held by x.\"");
    }

    @ParameterizedTest
    @CsvSource({
        "aa:bb:cc:dd:ee:ff, /v1/tenures?client=aa%3Abb%3Acc%3Add%3Aee%3Aff",
        "duid:0001, /v1/tenures?client=duid%3A0001",
        "ge-0/0/4, /v1/tenures?port=ge-0%2F0%2F4",
        "port:Gi1, /v1/tenures?port=Gi1",
        "2001:db8::/56, /v1/leases?address=2001%3Adb8%3A%3A%2F56",
    })
    void asksForWhatTheSubjectIs(String subject, String path) throws Exception {
        body =
                "{\"tenures\": [{\"text\": \"held\"}], \"leases\": [{\"text\": \"held\", \"holders\": [{}]}], \"next\": null}";

        assertThat(who(subject)).isZero();
        assertThat(asked).containsExactly(path);
    }

    @Test
    void triesAPortAndThenAHostName() throws Exception {
        body = "{\"tenures\": [], \"next\": null}";

        assertThat(who("host-17")).isEqualTo(1);
        assertThat(asked).containsExactly("/v1/tenures?port=host-17", "/v1/tenures?client=host%3Ahost-17");
        assertThat(text(out)).contains("does not prove");
    }

    /** The instance reads a bounded number of tenures for a page, and leaves out those of other VPNs. */
    @Test
    void aPageWithoutTenuresIsNotTheAnswerIfThereAreMore() throws Exception {
        pages.add("{\"tenures\": [], \"next\": \"p2\"}");
        pages.add("{\"tenures\": [{\"text\": \"10.1.2.3 was held by x.\"}], \"next\": null}");

        assertThat(who("aa:bb:cc:dd:ee:ff", "--vpn", "red")).isZero();
        assertThat(text(out)).isEqualTo("10.1.2.3 was held by x.\n");
        assertThat(asked).last().asString().endsWith("&vpn=red&page=p2");
    }

    @Test
    void pagesWithoutEndAreNoAnswer() throws Exception {
        body = "{\"tenures\": [], \"next\": \"p\"}";

        assertThat(who("host-17")).isEqualTo(3);
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).contains("There are more, so there may be one.");
    }

    @ParameterizedTest
    @CsvSource({"400, 2", "401, 4", "403, 4", "429, 4", "503, 3", "500, 3"})
    void tellsByItsStatusWhatWentWrong(int http, int exit) throws Exception {
        status = http;
        body = "{\"title\": \"Title\", \"detail\": \"Detail.\", \"parameter\": \"at\"}";

        assertThat(who("10.1.2.3")).isEqualTo(exit);
        assertThat(text(err)).isEqualTo("Title (at): Detail.\n");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        server.stop(0);

        assertThat(who("10.1.2.3")).isEqualTo(3);
        assertThat(text(err)).contains("does not answer").doesNotContain("null").contains("--url");
    }

    @Test
    void saysThatSomethingElseAnswers() throws Exception {
        body = "<html>";

        assertThat(who("10.1.2.3")).isEqualTo(3);
        assertThat(text(err)).contains("is not an instance of lease-streams");
    }

    @ParameterizedTest
    @CsvSource({
        "'', Name an address",
        "'10.1.2.3 --at yesterday', --at must be",
        "'10.1.2.3 --at', --at needs a value",
        "'10.1.2.3 --loud', There is no option --loud",
        "'10.1.2.3 10.1.2.4', at a time",
        "'10.1.2.3 --user me', --user needs --secret-file",
        "'10.1.2.3 --url ftp://x', --url must be a URL such as",
        "'10.1.2.3 --url http://elsewhere --secret-file f', A secret is sent over https only",
        "'10.1.2.3 --url http://127.0.0.1:1@elsewhere --secret-file f', A secret is sent over https only",
        "'10.1.2.3 --key k', --key and --certificate go together",
        "'10.1.2.3 --secret-file /no/such/file', --secret-file: there is no file /no/such/file",
        "'10.1.2.3 --url https://127.0.0.1:1 --trust /no/such/file', --trust: there is no file /no/such/file",
    })
    void refusesWhatItDoesNotUnderstand(String arguments, String why) throws Exception {
        assertThat(who(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)))
                .isEqualTo(2);
        assertThat(text(err)).contains(why).contains("Usage: bin/who");
        assertThat(asked).isEmpty();
    }

    private int credential(String password, String... arguments) throws IOException {
        return CredentialCommand.run(
                arguments,
                new StringReader(password),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void aLineForACallerHasAHashThatMatches() throws Exception {
        assertThat(credential("correct horse battery\n", "basic", "alice", "read,audit"))
                .isZero();

        String[] line = text(out).strip().split(" ", -1);
        assertThat(line).hasSize(4).startsWith("basic", "read,audit", "alice");
        assertThat(SecretHash.parsePassword(line[3]).matches("correct horse battery"))
                .isTrue();
        assertThat(SecretHash.parsePassword(line[3]).matches("correct horse")).isFalse();
        assertThat(text(out)).doesNotContain("horse");
    }

    @Test
    void aTokenIsShownOnceAndItsHashMatches() throws Exception {
        assertThat(credential("", "bearer", "siem", "read")).isZero();

        String token = text(err).strip().replace("Token, shown once: siem.", "");
        assertThat(SecretHash.parseToken(text(out).strip().split(" ", -1)[3]).matches(token))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"basic, a b, read", "basic, alice, root", "digest, alice, read"})
    void aLineThatCouldNotBeReadIsNotPrinted(String kind, String name, String roles) throws Exception {
        assertThat(credential("correct horse battery", kind, name, roles)).isEqualTo(2);
        assertThat(text(out)).isEmpty();
    }
}
