package net.leasequery.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.leasequery.simulator.kit.FamilyFixture;
import net.leasequery.simulator.kit.FamilyRequestor;
import net.leasequery.simulator.kit.MessageContent;
import net.leasequery.simulator.lease.Family;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a server reads queries; each of these was seen on the wire of Kea 3.0.4 first. */
class KeaReadingTest {

    @ParameterizedTest
    @EnumSource
    void losesTheSecondOfTwoQueriesThatComeInOnePiece(Family family) {
        try (FamilyFixture fixture = FamilyFixture.with(family, builder -> builder.profile(Profile.KEA));
                FamilyRequestor requestor = fixture.connect()) {
            List<MessageContent> first = requestor.bulkInOnePiece(1, 2).receiveThroughEnd();

            List<MessageContent> next = requestor.bulk(3).receiveThroughEnd();

            assertThat(first).extracting(MessageContent::xid).containsOnly(1);
            assertThat(next).extracting(MessageContent::xid).containsOnly(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersBothIfItKeepsToTheRfcs(Family family) {
        try (FamilyFixture fixture = FamilyFixture.start(family);
                FamilyRequestor requestor = fixture.connect()) {
            List<MessageContent> first = requestor.bulkInOnePiece(1, 2).receiveThroughEnd();

            List<MessageContent> second = requestor.receiveThroughEnd();

            assertThat(first).isNotEmpty();
            assertThat(second).last().extracting(MessageContent::xid).isEqualTo(2);
        }
    }
}
