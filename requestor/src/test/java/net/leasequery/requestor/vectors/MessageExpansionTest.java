package net.leasequery.requestor.vectors;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.leasequery.codec.Octets;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a DHCPv6 message says once of a client is repeated in the binding of each of its leases, so that a message of
 * 65,535 octets might become hundreds of megabytes. Beyond a limit it is malformed, and no part of it is a binding.
 */
@Timeout(20)
class MessageExpansionTest {

    private static final int LARGEST = 65_535;
    private static final int CLIENT_DATA = 45;
    private static final int ADDRESS = 28;
    private static final int ADDRESS_WITH_OPTION = ADDRESS + 5;
    private static final int UNKNOWN_OPTION = 4711;

    static Stream<Arguments> excessive() {
        return Stream.of(
                Arguments.of("an option of the client", filled(out -> option(out, UNKNOWN_OPTION, 30_000), ADDRESS)),
                Arguments.of("the DUID of the client", filled(out -> option(out, 1, 30_000), ADDRESS)),
                Arguments.of("a vendor class", filled(out -> vendorClass(out, 30_000), ADDRESS)),
                Arguments.of("a relay agent's remote-id", filled(out -> remoteId(out, 30_000), ADDRESS)),
                Arguments.of("many small options", filled(out -> options(out, 7_000), ADDRESS)),
                Arguments.of(
                        "many small options, and leases with more",
                        filled(out -> options(out, 7_000), ADDRESS_WITH_OPTION)),
                Arguments.of("an option of an association", message(MessageExpansionTest::association)),
                Arguments.of("the status of an association", message(MessageExpansionTest::status)),
                Arguments.of("several clients", message(MessageExpansionTest::severalClients)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("excessive")
    void isMalformedBeyondTheLimit(String what, Octets message) {
        assertThat(message.length()).isBetween(60_000, LARGEST);
        ConversationEvent event = Wire.of(DhcpFamily.IPV6).read(message);
        // Of its class, for its text may have hundreds of megabytes.
        assertThat(event.getClass()).isEqualTo(SharedEvent.MalformedMessage.class);
        SharedEvent.MalformedMessage malformed = (SharedEvent.MalformedMessage) event;
        assertThat(malformed.reason()).contains("4194304 octets");
        assertThat(malformed.octets()).isEqualTo(message);
    }

    @Test
    void theMostLeasesThatFitAreAllTaken() {
        Octets message = filled(out -> {}, ADDRESS);

        assertThat(Wire.of(DhcpFamily.IPV6).bindings(message)).hasSize(2_340);
    }

    @Test
    void aClientWithManyLeasesAndUsualOptionsIsTakenWhole() {
        Octets message = message(out -> client(out, in -> {
            option(in, 1, 14);
            option(in, UNKNOWN_OPTION, 2_000);
            addresses(in, 1_000, ADDRESS);
        }));

        assertThat(Wire.of(DhcpFamily.IPV6).bindings(message)).hasSize(1_000);
    }

    /** One comparison of each option with each other would take several times as long as is allowed here. */
    @Test
    @Timeout(10)
    void manyOptionsOfOneClientTakeNoTimeThatGrowsWithTheirSquare() {
        Octets message = message(out -> client(out, in -> {
            addresses(in, 1, ADDRESS);
            options(in, (LARGEST - in.writerIndex()) / 4);
        }));
        Wire wire = Wire.of(DhcpFamily.IPV6);

        for (int i = 0; i < 20; i++) {
            assertThat(wire.bindings(message)).hasSize(1);
        }
    }

    /** A client with these options, and as many addresses as a message then has room for. */
    private static Octets filled(Consumer<ByteBuf> options, int octetsOfAddress) {
        return message(out -> client(out, in -> {
            options.accept(in);
            addresses(in, (LARGEST - in.writerIndex()) / octetsOfAddress, octetsOfAddress);
        }));
    }

    private static Octets message(Consumer<ByteBuf> content) {
        ByteBuf out = Unpooled.buffer(LARGEST);
        out.writeInt(0x11_a1_b2_c3);
        content.accept(out);
        return Octets.copyOf(out, 0, out.writerIndex());
    }

    private static void client(ByteBuf out, Consumer<ByteBuf> content) {
        within(out, CLIENT_DATA, content);
    }

    private static void within(ByteBuf out, int code, Consumer<ByteBuf> content) {
        int start = out.writerIndex();
        out.writeShort(code).writeShort(0);
        content.accept(out);
        out.setShort(start + 2, out.writerIndex() - start - 4);
    }

    private static void addresses(ByteBuf out, int count, int octetsOfEach) {
        for (int i = 0; i < count; i++) {
            within(out, 5, in -> {
                in.writeLong(0x2001_0db8_0000_0000L)
                        .writeLong(out.writerIndex())
                        .writeInt(3_600)
                        .writeInt(3_600);
                if (octetsOfEach > ADDRESS) {
                    option(in, UNKNOWN_OPTION, octetsOfEach - ADDRESS - 4);
                }
            });
        }
    }

    private static void option(ByteBuf out, int code, int length) {
        within(out, code, in -> in.writeCharSequence("a".repeat(length), US_ASCII));
    }

    private static void options(ByteBuf out, int count) {
        for (int i = 0; i < count; i++) {
            option(out, 20_000 + i, 0);
        }
    }

    private static void vendorClass(ByteBuf out, int length) {
        within(out, 16, in -> in.writeInt(9).writeShort(length).writeCharSequence("v".repeat(length), US_ASCII));
    }

    private static void remoteId(ByteBuf out, int length) {
        within(out, 47, data -> {
            data.writeZero(16);
            data.writeByte(12).writeByte(0).writeZero(32);
            within(data, 37, in -> in.writeInt(9).writeZero(length));
        });
    }

    private static void association(ByteBuf out) {
        client(
                out,
                in -> within(in, 3, inner -> {
                    inner.writeInt(1).writeInt(0).writeInt(0);
                    option(inner, UNKNOWN_OPTION, 30_000);
                    addresses(inner, (LARGEST - inner.writerIndex()) / ADDRESS, ADDRESS);
                }));
    }

    private static void status(ByteBuf out) {
        client(
                out,
                in -> within(in, 3, inner -> {
                    inner.writeInt(1).writeInt(0).writeInt(0);
                    option(inner, 13, 30_000);
                    addresses(inner, (LARGEST - inner.writerIndex()) / ADDRESS, ADDRESS);
                }));
    }

    /** Each of them alone stays below the limit. */
    private static void severalClients(ByteBuf out) {
        for (int i = 0; i < 5; i++) {
            client(out, in -> {
                option(in, UNKNOWN_OPTION, 6_500);
                addresses(in, 220, ADDRESS);
            });
        }
    }
}
