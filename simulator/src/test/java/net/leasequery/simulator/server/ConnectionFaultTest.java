package net.leasequery.simulator.server;

import static net.leasequery.simulator.kit.ServerFixture.LEASE;
import static net.leasequery.simulator.kit.ServerFixture.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.simulator.fault.ConnectionFault;
import net.leasequery.simulator.fault.Harm;
import net.leasequery.simulator.fault.Moment;
import net.leasequery.simulator.fault.Target;
import net.leasequery.simulator.kit.Queries;
import net.leasequery.simulator.kit.ServerFixture;
import net.leasequery.simulator.kit.StatusOf;
import net.leasequery.simulator.kit.TestRequestor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each harm that a fault does to one connection, as a requestor sees it. */
class ConnectionFaultTest {

    private final ServerFixture fixture = ServerFixture.start();
    private final LeasequeryServer server = fixture.server;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void closesAfterSoManyMessages() {
        server.inject(ConnectionFault.of(Harm.CLOSE, Moment.afterMessages(Target.BULK, 10)));
        TestRequestor requestor = fixture.ask(Queries.bulk(1));

        requestor.receive(10);

        assertThat(requestor.isClosedByServer()).isTrue();
    }

    @Test
    void closesInTheMiddleOfAMessageAfterSoManyOctets() throws IOException {
        server.inject(ConnectionFault.of(Harm.CLOSE, Moment.afterOctets(Target.BULK, 1000)));
        TestRequestor requestor = fixture.ask(Queries.bulk(1));

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
        TestRequestor requestor = fixture.ask(Queries.active(1));

        server.inject(ConnectionFault.of(Harm.RESET, Moment.now(Target.ACTIVE)));

        assertThatThrownBy(requestor::receiveFrame).isInstanceOf(SocketException.class);
    }

    @Test
    void strikesOneConnectionOnce() {
        TestRequestor first = fixture.ask(Queries.active(1));
        TestRequestor second = fixture.ask(Queries.active(2));

        server.inject(ConnectionFault.of(Harm.CLOSE, Moment.now(Target.ACTIVE)));

        await().until(() -> server.connections() == 1);
        assertThat(server.pendingFaults()).isZero();
        assertThat(first.isClosedByServer()).isTrue();
        fixture.bind(1, 1);
        assertThat(second.receive().transactionId()).isEqualTo(2);
    }

    @Test
    void strikesTwiceIfInjectedTwice() {
        ConnectionFault fault = ConnectionFault.of(Harm.CLOSE, Moment.afterMessages(Target.BULK, 1));
        server.inject(fault);
        server.inject(fault);

        for (int i = 0; i < 2; i++) {
            TestRequestor requestor = fixture.ask(Queries.bulk(i));
            requestor.receive();
            assertThat(requestor.isClosedByServer()).isTrue();
        }
        assertThat(server.pendingFaults()).isZero();
    }

    @Test
    void leavesOtherKindsOfConnectionsAlone() {
        server.inject(ConnectionFault.of(Harm.CLOSE, Moment.now(Target.ACTIVE)));

        assertThat(fixture.ask(Queries.bulk(1)).receiveThroughDone()).hasSize(257);

        assertThat(server.pendingFaults()).isEqualTo(1);
    }

    @Test
    void truncatesAMessage() throws IOException {
        server.inject(ConnectionFault.of(Harm.TRUNCATE, Moment.afterMessages(Target.BULK, 3)));
        TestRequestor requestor = fixture.ask(Queries.bulk(1));
        requestor.receive(3);

        assertThatThrownBy(requestor::receiveFrame).isInstanceOf(EOFException.class);
    }

    @Test
    void announcesMoreThanItSends() throws IOException {
        server.inject(ConnectionFault.of(Harm.OVERSIZE, Moment.afterMessages(Target.BULK, 3)));
        TestRequestor requestor = fixture.ask(Queries.bulk(1));
        requestor.receive(3);

        assertThatThrownBy(requestor::receiveFrame).isInstanceOf(EOFException.class);
    }

    @Test
    void sendsAnAlienXid() {
        server.inject(ConnectionFault.of(Harm.WRONG_XID, Moment.afterMessages(Target.BULK, 3)));
        TestRequestor requestor = fixture.ask(Queries.bulk(1));

        assertThat(requestor.receive(5))
                .extracting(reply -> reply.transactionId() == 1)
                .containsExactly(true, true, true, false, true);
    }

    @Test
    void putsGarbageBetweenMessages() throws IOException {
        server.inject(new ConnectionFault(Harm.GARBAGE, Moment.afterMessages(Target.BULK, 3), 33));
        TestRequestor requestor = fixture.ask(Queries.bulk(1));
        requestor.receive(3);

        assertThat(requestor.receiveFrame()).hasSize(33);
        assertThat(requestor.receiveThroughDone()).hasSize(254);
    }

    @Test
    void sendsAMessageAgain() {
        server.inject(new ConnectionFault(Harm.DUPLICATE, Moment.afterMessages(Target.BULK, 3), 2));
        TestRequestor requestor = fixture.ask(Queries.bulk(1));

        List<Dhcpv4Message> replies = requestor.receiveThroughDone();

        assertThat(replies).hasSize(259);
        assertThat(replies.get(3)).isEqualTo(replies.get(4)).isEqualTo(replies.get(5));
    }

    @Test
    void changesTheOrderOfReplies() {
        List<Dhcpv4Message> inOrder = fixture.ask(Queries.bulk(1)).receiveThroughDone();
        server.inject(new ConnectionFault(Harm.REORDER, Moment.afterMessages(Target.BULK, 3), 50));

        List<Dhcpv4Message> replies = fixture.ask(Queries.bulk(1)).receiveThroughDone();

        assertThat(replies).containsExactlyInAnyOrderElementsOf(inOrder).isNotEqualTo(inOrder);
        assertThat(replies.subList(53, 257)).isEqualTo(inOrder.subList(53, 257));
    }

    @Test
    void neverChangesTheOrderOfRepliesAboutOneAddress() {
        TestRequestor requestor = fixture.ask(Queries.active(1));
        server.inject(new ConnectionFault(Harm.REORDER, Moment.now(Target.ACTIVE), 50));

        server.leases().bind("10.0.0.1", client(1), LEASE);
        server.leases().release("10.0.0.1");

        Dhcpv4Message last = requestor
                .receiveThrough(reply -> reply.options().leaseTime().isEmpty())
                .get(0);
        assertThat(last.header().ciaddr()).hasToString("10.0.0.1");
    }

    @Test
    void stallsAndGoesOn() throws IOException {
        TestRequestor requestor = fixture.ask(Queries.active(1));
        server.inject(new ConnectionFault(Harm.STALL, Moment.now(Target.ACTIVE), 0));
        fixture.bind(1, 3);
        assertThat(requestor.staysSilentFor(Duration.ofMillis(100))).isTrue();

        server.heal();

        assertThat(requestor.receive(3)).hasSize(3);
    }

    @Test
    void stallsForAWhile() {
        server.inject(new ConnectionFault(Harm.STALL, Moment.afterMessages(Target.BULK, 3), 50));

        assertThat(fixture.ask(Queries.bulk(1)).receiveThroughDone()).hasSize(257);
    }

    @Test
    void terminatesAnActiveQueryWithAStatus() {
        TestRequestor requestor = fixture.ask(Queries.active(1));

        server.inject(
                new ConnectionFault(Harm.TERMINATE, Moment.now(Target.ACTIVE), StatusCode.QUERY_TERMINATED.code()));

        Dhcpv4Message last = requestor.receive();
        assertThat(StatusOf.message(last).meaning()).isEqualTo(StatusCode.QUERY_TERMINATED);
        assertThat(last.options().baseTime()).hasValue(fixture.now());
        assertThat(requestor.isClosedByServer()).isTrue();
    }

    @Test
    void cutsABulkAnswerWithAStatus() {
        server.inject(new ConnectionFault(Harm.TERMINATE, Moment.afterMessages(Target.BULK, 10), 1));

        List<Dhcpv4Message> replies = fixture.ask(Queries.bulk(1)).receiveThroughDone();

        assertThat(replies).hasSize(11);
        assertThat(StatusOf.message(replies.get(10)).meaning()).isEqualTo(StatusCode.UNSPEC_FAIL);
    }

    @Test
    void callsOffFaultsThatHaveNotStruck() {
        server.inject(ConnectionFault.of(Harm.CLOSE, Moment.afterMessages(Target.BULK, 3)));

        server.heal();

        assertThat(fixture.ask(Queries.bulk(1)).receiveThroughDone()).hasSize(257);
    }
}
