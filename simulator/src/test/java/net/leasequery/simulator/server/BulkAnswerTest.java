package net.leasequery.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.leasequery.simulator.kit.FamilyFixture;
import net.leasequery.simulator.kit.FamilyRequestor;
import net.leasequery.simulator.kit.MessageContent;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Lease;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers to Bulk queries, alone and beside each other. RFC 6926 sections 8.2 to 8.4, RFC 5460 section 6.3. */
@ParameterizedClass
@EnumSource(Family.class)
class BulkAnswerTest {

    /** Socket buffer that holds few messages only. */
    private static final int SMALL = 1 << 14;

    private final Family family;

    BulkAnswerTest(Family family) {
        this.family = family;
    }

    @Test
    @Tag("R6926-8.2-1")
    void endsWithoutAStatusIfItSucceeds() {
        try (FamilyFixture fixture = FamilyFixture.start(family).filled();
                FamilyRequestor requestor = fixture.connect()) {
            List<MessageContent> answer = requestor.bulk(1).receiveThroughEnd();

            assertThat(addresses(1, answer)).hasSize(256).doesNotHaveDuplicates();
            assertThat(answer).last().extracting(MessageContent::status).isNull();
        }
    }

    @Test
    void tellsEachLeaseThatIsHeldThroughoutThoughOthersChangeMeanwhile() {
        try (FamilyFixture fixture = FamilyFixture.withMany(family, server -> server.sendBuffer(SMALL))) {
            for (int i = 0; i < 4096; i++) {
                fixture.server
                        .leases()
                        .bind(fixture.protocol.ofMany(i), fixture.protocol.client(i), FamilyFixture.LEASE);
            }
            Instant beforeTheChurn = fixture.time.instant();
            fixture.time.advanceSeconds(1);
            try (FamilyRequestor requestor = fixture.connect(SMALL)) {
                List<MessageContent> answer = new ArrayList<>(requestor.bulk(1).receive(10));

                fixture.server.churn().tick(5_000);

                answer.addAll(requestor.receiveThroughEnd());
                List<String> kept = IntStream.range(0, 4096)
                        .mapToObj(fixture.protocol::ofMany)
                        .filter(address -> isHeldSince(beforeTheChurn, fixture.server, address))
                        .toList();
                assertThat(kept).isNotEmpty();
                assertThat(addresses(1, answer)).containsAll(kept);
            }
        }
    }

    @Test
    void isInterleavedWithAnotherOnItsConnection() {
        try (FamilyFixture fixture = FamilyFixture.start(family).filled();
                FamilyRequestor requestor = fixture.connect()) {
            List<MessageContent> messages =
                    new ArrayList<>(requestor.bulkInOnePiece(1, 2).receiveThroughEnd());
            messages.addAll(requestor.receiveThroughEnd());

            assertThat(addresses(1, messages)).hasSize(256).doesNotHaveDuplicates();
            assertThat(addresses(2, messages)).hasSize(256).doesNotHaveDuplicates();
            assertThat(messages.subList(0, 256)).extracting(MessageContent::xid).contains(1, 2);
        }
    }

    @Test
    void comesAfterOthersIfTheServerHandlesNoMoreAtATime() {
        int[] xids = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        try (FamilyFixture fixture = FamilyFixture.with(family, server -> server.maxQueriesPerConnection(2))
                        .filled();
                FamilyRequestor requestor = fixture.connect()) {
            requestor.bulkInOnePiece(xids);

            List<Integer> done = new ArrayList<>();
            for (int ignored : xids) {
                List<MessageContent> messages = requestor.receiveThroughEnd();
                done.add(messages.get(messages.size() - 1).xid());
            }
            assertThat(done).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        }
    }

    @Test
    void isFollowedByTheEndOfAConnectionThatStaysWithoutAQuery() {
        // Long enough to connect and ask in on a busy machine.
        Duration timeout = Duration.ofSeconds(2);
        try (FamilyFixture fixture = FamilyFixture.with(family, server -> server.dataTimeout(timeout));
                FamilyRequestor requestor = fixture.connect()) {
            requestor.bulk(1).receiveThroughEnd();

            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    private static boolean isHeldSince(Instant time, LeasequeryServer server, String address) {
        Lease lease = server.leases().get(address);
        return lease.isActive() && lease.stateStart().equals(time);
    }

    private static List<String> addresses(int xid, List<MessageContent> messages) {
        return messages.stream()
                .filter(message -> message.xid() == xid)
                .flatMap(message -> message.leases().stream())
                .toList();
    }
}
