package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.QueryMode;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.RequestorSettingsBuilder;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.testkit.Polled;
import net.leasequery.requestor.testkit.SimulatedScene;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.server.LeasequeryServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a simulated DHCPv6 server says when it is asked for single bindings beside the stream. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("trap-24")
@Tag("trap-25")
class QuestionTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String HELD = "2001:db8:0:1::5";
    private static final String ENDED = "2001:db8:0:1::6";
    private static final String PREFIX = "2001:db8:8000:1000::/52";
    private static final Ipv6Client CLIENT = Ipv6Client.of(Duid.ofHex("00030001020000000001"));
    private static final Ipv6Client OTHER = Ipv6Client.of(Duid.ofHex("00030001020000000002"));

    private final SimulatedScene scene = new SimulatedScene(DhcpFamily.IPV6);
    private final LeasequeryServer server = scene.start(
            scene.protocol().simulator().range("2001:db8:8000::/36/52").activeLeasequery());

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void theAnswerHasWhatTheServerHasAndLacksWhatEnded() {
        LeasequeryRequestor requestor = scene.start(scene.settings(server));
        Polled polled = following(requestor);
        server.leases().bind(HELD, CLIENT, HOUR);
        server.leases().bind(ENDED, OTHER, HOUR);
        polled.awaitBinding(ENDED);
        server.leases().release(ENDED);

        requestor.ask(new Question("why", List.of(address(ENDED), address(HELD))));

        Notice.QuestionAnswered answered = answered(polled);
        assertThat(answered.questionId()).isEqualTo("why");
        assertThat(answered.unanswered()).isEmpty();
        assertThat(answered.baseTime()).isNotNull();
        assertThat(reported(polled, "why")).containsExactly(HELD);
    }

    @Test
    void aDelegatedPrefixIsAskedForByItsAddress() {
        LeasequeryRequestor requestor = scene.start(scene.settings(server));
        Polled polled = following(requestor);
        server.leases().bind(PREFIX, CLIENT, HOUR);
        polled.awaitBinding(PREFIX);

        requestor.ask(new Question("why", List.of(address("2001:db8:8000:1000::"))));

        assertThat(answered(polled).unanswered()).isEmpty();
        assertThat(reported(polled, "why")).containsExactly(PREFIX);
    }

    @Test
    void whatTheServerRefusesIsUnanswered() {
        LeasequeryRequestor requestor = scene.start(scene.settings(server));
        Polled polled = following(requestor);

        requestor.ask(new Question("why", List.of(address("2001:db8:ffff::1"), address(HELD))));

        assertThat(answered(polled).unanswered()).containsExactly(0);
    }

    @Test
    void theNextQuestionCanFollow() {
        LeasequeryRequestor requestor = scene.start(scene.settings(server));
        Polled polled = following(requestor);
        server.leases().bind(HELD, CLIENT, HOUR);
        polled.awaitBinding(HELD);

        requestor.ask(new Question("first", Collections.nCopies(Question.MOST_QUERIES, address(HELD))));
        answered(polled);
        requestor.ask(new Question("second", List.of(address(HELD))));
        polled.await(
                Delivery.OfNotice.class,
                reported -> reported.notice() instanceof Notice.QuestionAnswered answer
                        && answer.questionId().equals("second"));

        assertThat(reported(polled, "first")).hasSize(Question.MOST_QUERIES);
        assertThat(reported(polled, "second")).hasSize(1);
    }

    @Test
    void nothingIsAskedWithoutBulkLeasequery() {
        LeasequeryRequestor requestor = scene.start(scene.settings(server).snapshotMode(SnapshotMode.NEVER));
        Polled polled = new Polled(requestor);
        polled.awaitNotice(Notice.Connected.class);

        requestor.ask(new Question("why", List.of(address(HELD))));

        Notice.QuestionFailed failed = (Notice.QuestionFailed)
                polled.awaitNotice(Notice.QuestionFailed.class).notice();
        assertThat(failed.tried()).isFalse();
    }

    @Test
    void aPolledServerIsAskedNothingBeside() {
        RequestorSettingsBuilder polling =
                scene.settings(server).queryMode(QueryMode.BULK).bulkQueries(List.of(address(HELD)));
        LeasequeryRequestor requestor = scene.start(polling);

        assertThatThrownBy(() -> requestor.ask(new Question("why", List.of(address(HELD)))))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aQuestionHasSomeQueriesButNotTooMany() {
        assertThatThrownBy(() -> new Question("none", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Question("many", Collections.nCopies(65, address(HELD))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Polled following(LeasequeryRequestor requestor) {
        Polled polled = new Polled(requestor);
        polled.awaitNotice(Notice.SnapshotCompleted.class);
        return polled;
    }

    private static Notice.QuestionAnswered answered(Polled polled) {
        return (Notice.QuestionAnswered)
                polled.awaitNotice(Notice.QuestionAnswered.class).notice();
    }

    private static List<String> reported(Polled polled, String question) {
        return polled.all().stream()
                .filter(Delivery.OfBinding.class::isInstance)
                .map(Delivery.OfBinding.class::cast)
                .filter(reported -> question.equals(reported.backfillId()))
                .filter(reported -> reported.origin() == Origin.GAP_FILL)
                .map(reported -> reported.binding().address().text())
                .toList();
    }

    private static BulkQuery address(String text) {
        return BulkQuery.ByAddress.of(text);
    }
}
