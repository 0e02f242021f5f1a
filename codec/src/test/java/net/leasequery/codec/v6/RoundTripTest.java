package net.leasequery.codec.v6;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.UserClass;

/**
 * What holds for any message. jqwik prints the seed of a failure. Edge cases of a whole message are not
 * combined, which would take longer than all else; random numbers favour the ends of their ranges.
 */
class RoundTripTest {

    @Property(edgeCases = EdgeCasesMode.NONE)
    void decodingWhatWasEncodedGivesTheSameMessage(@ForAll("messages") Dhcpv6Message message) {
        ByteBuf octets = encode(message);

        assertThat(new Dhcpv6Decoder().decode(octets)).isEqualTo(message);
        assertThat(octets.isReadable()).isFalse();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatSurvivesAChangeOfOneOctetEncodesToTheSameOctets(
            @ForAll("messages") Dhcpv6Message message, @ForAll @IntRange(max = 1000) int at, @ForAll byte octet) {
        ByteBuf octets = encode(message);
        octets.setByte(at % octets.readableBytes(), octet);
        String before = hex(octets);

        try {
            assertThat(hex(encode(new Dhcpv6Decoder().decode(octets)))).isEqualTo(before);
        } catch (MalformedMessageException e) {
            assertThat(e.offset()).isBetween(0, before.length() / 2);
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aMessageThatIsCutShortIsMalformedUnlessItEndsBetweenTwoOptions(
            @ForAll("messages") Dhcpv6Message message, @ForAll @IntRange(max = 1000) int at) {
        ByteBuf octets = encode(message);
        int length = at % octets.readableBytes();

        try {
            List<?> left = new Dhcpv6Decoder()
                    .decode(octets.slice(0, length))
                    .options()
                    .all();
            assertThat(message.options().all().subList(0, left.size())).isEqualTo(left);
        } catch (MalformedMessageException e) {
            assertThat(e.offset()).isBetween(0, length);
        }
    }

    @Property
    void aDuidHasOneFormOnly(@ForAll("duids") Duid duid) {
        assertThat(Duid.of(duid.octets())).isEqualTo(duid).hasSameHashCodeAs(duid);
        assertThat(Duid.ofHex(duid.toHex())).isEqualTo(duid);
    }

    @Property
    void classesSurvive(@ForAll @Size(max = 5) List<byte @Size(max = 40) []> classes) {
        List<Octets> octets = classes.stream().map(Octets::copyOf).toList();

        assertThat(UserClass.of(octets).classes()).isEqualTo(octets);
    }

    @Provide
    Arbitrary<Dhcpv6Message> messages() {
        return Dhcpv6Arbitraries.messages();
    }

    @Provide
    Arbitrary<Duid> duids() {
        return Dhcpv6Arbitraries.duids();
    }

    private static ByteBuf encode(Dhcpv6Message message) {
        ByteBuf out = Unpooled.buffer();
        new Dhcpv6Encoder().encode(message, out);
        return out;
    }

    private static String hex(ByteBuf octets) {
        return Octets.copyOf(octets, 0, octets.writerIndex()).toHex();
    }
}
