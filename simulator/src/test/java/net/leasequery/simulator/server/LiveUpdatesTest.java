package net.leasequery.simulator.server;

import static net.leasequery.simulator.kit.FamilyFixture.LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.leasequery.simulator.kit.FamilyFixture;
import net.leasequery.simulator.kit.FamilyRequestor;
import net.leasequery.simulator.kit.MessageContent;
import net.leasequery.simulator.lease.Family;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An Active query from the first change to the goodbye. RFC 7724 sections 8.2 and 8.4, RFC 7653 sections 9.3 and 9.5. */
@ParameterizedClass
@EnumSource(Family.class)
class LiveUpdatesTest {

    private final Family family;

    LiveUpdatesTest(Family family) {
        this.family = family;
    }

    @Test
    void reachEveryRequestor() {
        try (FamilyFixture fixture = FamilyFixture.start(family);
                FamilyRequestor one = fixture.ask(each -> each.active(1));
                FamilyRequestor other = fixture.ask(each -> each.active(2))) {
            String address = fixture.protocol.address(5);

            fixture.server.leases().bind(address, fixture.protocol.client(5), LEASE);

            assertThat(one.receive().leases()).containsExactly(address);
            assertThat(other.receive().leases()).containsExactly(address);
        }
    }

    @Test
    void tellOfALeaseThatRunsOutByTheServersClock() {
        try (FamilyFixture fixture = FamilyFixture.start(family)) {
            String address = fixture.protocol.address(5);
            fixture.server.leases().bind(address, fixture.protocol.client(5), LEASE);
            try (FamilyRequestor requestor = fixture.ask(each -> each.active(1))) {
                fixture.time.advanceSeconds(LEASE.toSeconds());

                MessageContent end = requestor.receive();

                assertThat(end.leases()).containsExactly(address);
                assertThat(end.inForce()).isFalse();
            }
        }
    }

    @Test
    @Tag("R7724-8.4-1")
    void endWithABaseTimeWhenTheServerIsShutDown() {
        try (FamilyFixture fixture = FamilyFixture.start(family);
                FamilyRequestor requestor = fixture.ask(each -> each.activeWithoutBaseTime(3, fixture.ago(0)))) {
            requestor.receiveThroughStatus(fixture.protocol.catchUpComplete());

            fixture.server.stop();

            MessageContent last = requestor.receive();
            assertThat(last.xid()).isEqualTo(3);
            assertThat(last.status()).isEqualTo(fixture.protocol.queryTerminated());
            assertThat(last.baseTime()).isEqualTo(fixture.now());
            assertThat(requestor.isClosedByServer()).isTrue();
        }
    }

    @Test
    void beginWithALineInTheQueryLog() {
        try (FamilyFixture fixture = FamilyFixture.start(family);
                FamilyRequestor requestor = fixture.ask(each -> each.active(5, fixture.ago(100)))) {
            Instant start = fixture.ago(100);

            requestor.receiveThroughStatus(fixture.protocol.catchUpComplete());

            assertThat(fixture.server.queries())
                    .singleElement(InstanceOfAssertFactories.type(ReceivedQuery.class))
                    .satisfies(query -> {
                        assertThat(query.xid()).isEqualTo(5);
                        assertThat(query.queryStartTime()).isEqualTo(start);
                        assertThat(query.queryEndTime()).isNull();
                        assertThat(query.parameterRequestList()).isNotEmpty();
                    });
        }
    }
}
