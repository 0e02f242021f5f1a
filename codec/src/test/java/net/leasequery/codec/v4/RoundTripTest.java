package net.leasequery.codec.v4;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.leasequery.codec.Octets;

/** What is written is read back, for any message; a failing case is shown with the seed of its run. */
class RoundTripTest {

    @Provide
    Arbitrary<Dhcpv4Message> messages() {
        return MessageArbitraries.messages();
    }

    @Provide
    Arbitrary<RelayAgentInformation> relayAgentInformation() {
        return MessageArbitraries.relayAgentInformation();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anyMessageIsReadAsItWasWritten(@ForAll("messages") Dhcpv4Message message) {
        assertThat(Fixture.decode(Fixture.encode(message))).isEqualTo(message);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anyMessageIsWrittenAsItWasReadFromTheEncoder(@ForAll("messages") Dhcpv4Message message) {
        Octets once = Fixture.encode(message);

        assertThat(Fixture.encode(Fixture.decode(once))).isEqualTo(once);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anyMessageHasTheLengthThatWasForetold(@ForAll("messages") Dhcpv4Message message) {
        assertThat(Fixture.encode(message).length()).isEqualTo(new Dhcpv4Encoder().encodedLength(message));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void optionsMayBeSplitAnywhere(@ForAll("messages") Dhcpv4Message message, @ForAll Random random) {
        ByteBuf out = Unpooled.buffer();
        HeaderEncoder.encode(message.header(), out);
        out.writeInt(Dhcpv4Decoder.MAGIC_COOKIE);
        for (Option option : message.options().all()) {
            writeInPieces(option, random, out);
        }
        out.writeByte(OptionCode.END);

        assertThat(new Dhcpv4Decoder().decode(out)).isEqualTo(message);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anyRelayAgentInformationIsReadAsItWasWritten(
            @ForAll("relayAgentInformation") RelayAgentInformation information) {
        assertThat(RelayAgentInformation.decode(information.encode())).isEqualTo(information);
    }

    private static void writeInPieces(Option option, Random random, ByteBuf out) {
        Octets value = option.value();
        int at = 0;
        do {
            int length = random.nextInt(Math.min(255, value.length() - at) + 1);
            out.writeByte(option.code()).writeByte(length);
            value.slice(at, length).writeTo(out);
            at += length;
        } while (at < value.length());
    }
}
