package net.leasequery.codec.v4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The short way of reading options gives what the whole one gives, or leaves the message to it. */
class PlainOptionsTest {

    private static final int HEADER = 240;
    private static final List<Integer> CODES =
            List.of(0, 1, 12, 51, 52, 53, 54, 58, 60, 61, 77, 81, 82, 92, 151, 156, 221, 224, 255);

    @Property
    void readsWhatTheWholeDecoderReads(@ForAll("optionFields") Octets options) {
        Octets message = Octets.ofOwned(new byte[HEADER]).concat(options);
        OptionTable plain = PlainOptions.read(message, HEADER);

        if (plain != null) {
            Dhcpv4Options read = new Dhcpv4Options(plain, message);
            Dhcpv4Options whole = new OptionsDecoder(message, HEADER).decode();
            assertThat(read).isEqualTo(whole);
            assertThat(read.malformedCount()).isEqualTo(whole.malformedCount());
            assertThat(read.all())
                    .allSatisfy(option ->
                            assertThat(read.isMalformed(option.code())).isEqualTo(whole.isMalformed(option.code())));
            assertThat(read.relayAgentInformation()).isEqualTo(whole.relayAgentInformation());
        }
    }

    @Property
    void containsOnlyCodesThatAreInTheSet(@ForAll("optionFields") Octets options, @ForAll("codes") int[] codes) {
        Octets message = Octets.ofOwned(new byte[HEADER]).concat(options);
        OptionTable plain = PlainOptions.read(message, HEADER);

        if (plain != null) {
            Dhcpv4Options read = new Dhcpv4Options(plain, message);
            OptionCodes set = OptionCodes.of(codes);
            assertThat(read.containsOnly(set))
                    .isEqualTo(read.all().stream().allMatch(option -> set.contains(option.code())));
        }
    }

    @Test
    void leavesToTheWholeDecoderWhatIsOutOfTheOrdinary() {
        assertThat(plain("35010d 0c0161 0c0162")).as("split").isNull();
        assertThat(plain("35010d 340101")).as("overload").isNull();
        assertThat(plain("35010d 0c0561")).as("cut off").isNull();
        assertThat(plain("35010d 0c")).as("no length").isNull();
        assertThat(plain("35010d 33020000")).as("a time of two octets").isNull();
        assertThat(plain("35020d0d")).as("a type of two octets").isNull();
        assertThat(plain("35010d dd00")).as("a VPN without a type").isNull();
    }

    @Test
    void putsTheMessageTypeFirst() {
        OptionTable table = plain("0c0161 00 35010d 3c0162 ff 0c");

        Dhcpv4Options options = new Dhcpv4Options(Objects.requireNonNull(table), null);
        assertThat(options.all())
                .containsExactly(
                        new Option(OptionCode.MESSAGE_TYPE, Octets.of(13)),
                        new Option(OptionCode.HOST_NAME, Octets.ofUtf8("a")),
                        new Option(OptionCode.VENDOR_CLASS, Octets.ofUtf8("b")));
        assertThat(options.messageType()).isEqualTo(MessageType.DHCPLEASEACTIVE);
        assertThat(options.hostName()).isEqualTo("a");
        assertThat(options.vendorClass()).isEqualTo(Octets.ofUtf8("b"));
    }

    @Test
    void aMalformedOptionThatCostsNoMessageIsMarked() {
        OptionTable table = plain("35010d 3a0100 5203010561 0c0161");

        Dhcpv4Options options = new Dhcpv4Options(Objects.requireNonNull(table), null);
        assertThat(options.malformedCount()).isEqualTo(2);
        assertThat(options.isMalformed(OptionCode.RENEWAL_TIME)).isTrue();
        assertThat(options.isMalformed(OptionCode.RELAY_AGENT_INFORMATION)).isTrue();
        assertThat(options.isMalformed(OptionCode.HOST_NAME)).isFalse();
        assertThat(options.isMalformed(OptionCode.LEASE_TIME)).isFalse();
    }

    /** A refusal comes from the whole decoder, which knows the offset. */
    @Test
    void whatIsRefusedIsRefusedWithItsOffset() {
        Octets message = Octets.ofOwned(new byte[236]).concat(Octets.ofHex("63825363" + "35010d" + "330200ff"));

        assertThat(catchThrowableOfType(MalformedMessageException.class, () -> Fixture.decode(message))
                        .offset())
                .isEqualTo(245);
    }

    private static @Nullable OptionTable plain(String options) {
        return PlainOptions.read(
                Octets.ofOwned(new byte[HEADER]).concat(Octets.ofHex(options.replace(" ", ""))), HEADER);
    }

    /** Options that are mostly whole, of few codes so that some come twice, and with anything between them. */
    @Provide
    Arbitrary<Octets> optionFields() {
        Arbitrary<Integer> codes = Arbitraries.of(CODES);
        Arbitrary<Octets> values = Arbitraries.oneOf(
                octets(0, 9),
                octets(4, 4),
                octets(1, 1),
                Arbitraries.of("0104657468300203637065", "010161010162", "0105", "97030076319600")
                        .map(Octets::ofHex));
        Arbitrary<Octets> whole = codes.flatMap(
                code -> values.map(value -> Octets.of(code, value.length()).concat(value)));
        return Arbitraries.frequencyOf(Tuple.of(12, whole), Tuple.of(1, octets(0, 3)))
                .list()
                .ofMaxSize(12)
                .map(PlainOptionsTest::joined);
    }

    /** Most of them, so that some sets contain all codes of a message and others do not. */
    @Provide
    Arbitrary<int[]> codes() {
        return Arbitraries.of(CODES)
                .set()
                .ofMinSize(CODES.size() - 5)
                .map(set -> set.stream().mapToInt(Integer::intValue).toArray());
    }

    private static Arbitrary<Octets> octets(int min, int max) {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(min)
                .ofMaxSize(max)
                .map(Octets::copyOf);
    }

    private static Octets joined(List<Octets> parts) {
        return parts.stream().reduce(Octets.EMPTY, Octets::concat);
    }
}
