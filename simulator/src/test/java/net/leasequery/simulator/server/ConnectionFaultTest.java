package net.leasequery.simulator.server;

import static net.leasequery.simulator.kit.FamilyFixture.LEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import net.leasequery.simulator.fault.ConnectionFault;
import net.leasequery.simulator.fault.Harm;
import net.leasequery.simulator.fault.Moment;
import net.leasequery.simulator.fault.Target;
import net.leasequery.simulator.kit.FamilyFixture;
import net.leasequery.simulator.kit.FamilyRequestor;
import net.leasequery.simulator.kit.MessageContent;
import net.leasequery.simulator.lease.Family;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Each harm that a fault does to one connection, as a requestor sees it. */
@ParameterizedClass
@EnumSource(Family.class)
class ConnectionFaultTest {

    private final FamilyFixture fixture;
    private final LeasequeryServer server;

    ConnectionFaultTest(Family family) {
        fixture = FamilyFixture.start(family).filled();
        server = fixture.server;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void closesAfterSoManyMessages() {
        server.inject(ConnectionFault.of(Harm.CLOSE, Moment.afterMessages(Target.BULK, 10)));
        FamilyRequestor requestor = fixture.ask(each -> each.bulk(1));

        requestor.receive(10);

        assertThat(requestor.isClosedByServer()).isTrue();
    }

    @Test
    void closesInTheMiddleOfAMessageAfterSoManyOctets() throws IOException {
        server.inject(ConnectionFault.of(Harm.CLOSE, Moment.afterOctets(Target.BULK, 1000)));
        FamilyRequestor requestor = fixture.ask(each -> each.bulk(1));

        int octets = 0;
        try {
            while (octets < 10_000) {
                octets += 2 + requestor.receiveFrame().length;
            }
        } catch (EOFException e) {
            // Where the server cut.
        }

        assertThat(octets).isBetween(500, 999);
    }

    @Test
    void resets() {
        FamilyRequestor requestor = fixture.ask(each -> each.active(1));

        server.inject(ConnectionFault.of(Harm.RESET, Moment.now(Target.ACTIVE)));

        assertThatThrownBy(requestor::receiveFrame).isInstanceOf(SocketException.class);
    }

    @Test
    void strikesOneConnectionOnce() {
        FamilyRequestor first = fixture.ask(each -> each.active(1));
        FamilyRequestor second = fixture.ask(each -> each.active(2));

        server.inject(ConnectionFault.of(Harm.CLOSE, Moment.now(Target.ACTIVE)));

        await().until(() -> server.connections() == 1);
        assertThat(server.pendingFaults()).isZero();
        assertThat(first.isClosedByServer()).isTrue();
        fixture.bind(1, 1);
        assertThat(second.receive().xid()).isEqualTo(2);
    }

    @Test
    void strikesTwiceIfInjectedTwice() {
        ConnectionFault fault = ConnectionFault.of(Harm.CLOSE, Moment.afterMessages(Target.BULK, 1));
        server.inject(fault);
        server.inject(fault);

        for (int i = 0; i < 2; i++) {
            int xid = i;
            FamilyRequestor requestor = fixture.ask(each -> each.bulk(xid));
            requestor.receive();
            assertThat(requestor.isClosedByServer()).isTrue();
        }
        assertThat(server.pendingFaults()).isZero();
    }

    @Test
    void leavesOtherKindsOfConnectionsAlone() {
        server.inject(ConnectionFault.of(Harm.CLOSE, Moment.now(Target.ACTIVE)));

        assertThat(fixture.ask(each -> each.bulk(1)).receiveThroughEnd()).hasSize(257);

        assertThat(server.pendingFaults()).isEqualTo(1);
    }

    @Test
    void truncatesAMessage() throws IOException {
        server.inject(ConnectionFault.of(Harm.TRUNCATE, Moment.afterMessages(Target.BULK, 3)));
        FamilyRequestor requestor = fixture.ask(each -> each.bulk(1));
        requestor.receive(3);

        assertThatThrownBy(requestor::receiveFrame).isInstanceOf(EOFException.class);
    }

    @Test
    void announcesMoreThanItSends() throws IOException {
        server.inject(ConnectionFault.of(Harm.OVERSIZE, Moment.afterMessages(Target.BULK, 3)));
        FamilyRequestor requestor = fixture.ask(each -> each.bulk(1));
        requestor.receive(3);

        assertThatThrownBy(requestor::receiveFrame).isInstanceOf(EOFException.class);
    }

    @Test
    void sendsAnAlienXid() {
        server.inject(ConnectionFault.of(Harm.WRONG_XID, Moment.afterMessages(Target.BULK, 3)));
        FamilyRequestor requestor = fixture.ask(each -> each.bulk(1));

        assertThat(requestor.receive(5))
                .extracting(reply -> reply.xid() == 1)
                .containsExactly(true, true, true, false, true);
    }

    @Test
    void putsGarbageBetweenMessages() throws IOException {
        server.inject(new ConnectionFault(Harm.GARBAGE, Moment.afterMessages(Target.BULK, 3), 33));
        FamilyRequestor requestor = fixture.ask(each -> each.bulk(1));
        requestor.receive(3);

        assertThat(requestor.receiveFrame()).hasSize(33);
        assertThat(requestor.receiveThroughEnd()).hasSize(254);
    }

    @Test
    void sendsAMessageAgain() {
        server.inject(new ConnectionFault(Harm.DUPLICATE, Moment.afterMessages(Target.BULK, 3), 2));
        FamilyRequestor requestor = fixture.ask(each -> each.bulk(1));

        List<MessageContent> replies = requestor.receiveThroughEnd();

        assertThat(replies).hasSize(259);
        assertThat(replies.get(3)).isEqualTo(replies.get(4)).isEqualTo(replies.get(5));
    }

    @Test
    void changesTheOrderOfReplies() {
        List<MessageContent> inOrder = fixture.ask(each -> each.bulk(1)).receiveThroughEnd();
        server.inject(new ConnectionFault(Harm.REORDER, Moment.afterMessages(Target.BULK, 3), 50));

        List<MessageContent> replies = fixture.ask(each -> each.bulk(1)).receiveThroughEnd();

        assertThat(replies).containsExactlyInAnyOrderElementsOf(inOrder).isNotEqualTo(inOrder);
        assertThat(replies.subList(53, 257)).isEqualTo(inOrder.subList(53, 257));
    }

    @Test
    void neverChangesTheOrderOfRepliesAboutOneAddress() {
        FamilyRequestor requestor = fixture.ask(each -> each.active(1));
        server.inject(new ConnectionFault(Harm.REORDER, Moment.now(Target.ACTIVE), 50));

        String address = fixture.protocol.address(1);
        server.leases().bind(address, fixture.protocol.client(1), LEASE);
        server.leases().release(address);

        MessageContent last =
                requestor.receiveThrough(reply -> !reply.inForce()).get(0);
        assertThat(last.leases()).containsExactly(address);
    }

    @Test
    void stallsAndGoesOn() throws IOException {
        FamilyRequestor requestor = fixture.ask(each -> each.active(1));
        server.inject(new ConnectionFault(Harm.STALL, Moment.now(Target.ACTIVE), 0));
        fixture.bind(1, 3);
        assertThat(requestor.staysSilentFor(Duration.ofMillis(100))).isTrue();

        server.heal();

        assertThat(requestor.receive(3)).hasSize(3);
    }

    @Test
    void stallsForAWhile() {
        server.inject(new ConnectionFault(Harm.STALL, Moment.afterMessages(Target.BULK, 3), 50));

        assertThat(fixture.ask(each -> each.bulk(1)).receiveThroughEnd()).hasSize(257);
    }

    @Test
    void terminatesAnActiveQueryWithAStatus() {
        FamilyRequestor requestor = fixture.ask(each -> each.active(1));

        server.inject(
                new ConnectionFault(Harm.TERMINATE, Moment.now(Target.ACTIVE), fixture.protocol.queryTerminated()));

        MessageContent last = requestor.receive();
        assertThat(last.status()).isEqualTo(fixture.protocol.queryTerminated());
        assertThat(last.baseTime()).isEqualTo(fixture.now());
        assertThat(requestor.isClosedByServer()).isTrue();
    }

    @Test
    void cutsABulkAnswerWithAStatus() {
        server.inject(new ConnectionFault(Harm.TERMINATE, Moment.afterMessages(Target.BULK, 10), 1));

        List<MessageContent> replies = fixture.ask(each -> each.bulk(1)).receiveThroughEnd();

        assertThat(replies).hasSize(11);
        assertThat(replies.get(10).status()).isEqualTo(1);
    }

    @Test
    void callsOffFaultsThatHaveNotStruck() {
        server.inject(ConnectionFault.of(Harm.CLOSE, Moment.afterMessages(Target.BULK, 3)));

        server.heal();

        assertThat(fixture.ask(each -> each.bulk(1)).receiveThroughEnd()).hasSize(257);
    }
}
