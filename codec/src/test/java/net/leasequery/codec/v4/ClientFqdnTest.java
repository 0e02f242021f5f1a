package net.leasequery.codec.v4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's name in both encodings, and what is no name. RFC 4702 section 2. */
class ClientFqdnTest {

    @Test
    void readsAFullyQualifiedNameInWireFormat() {
        assertThat(wireFormat("04 68 6f 73 74 03 6c 61 62 00").domainName()).isEqualTo("host.lab");
    }

    @Test
    void readsAPartialNameInWireFormat() {
        assertThat(wireFormat("04 68 6f 73 74").domainName()).isEqualTo("host");
    }

    @Test
    void readsADeprecatedAsciiName() {
        assertThat(ascii("68 6f 73 74 2e 6c 61 62").domainName()).isEqualTo("host.lab");
    }

    @Test
    void dropsTheDotAtTheEndOfAnAsciiName() {
        assertThat(ascii("68 6f 73 74 2e").domainName()).isEqualTo("host");
    }

    @Test
    void escapesWhatIsNotPrintable() {
        assertThat(wireFormat("03 61 20 ff 00").domainName()).isEqualTo("a\\032\\255");
    }

    @Test
    void escapesADotInsideALabelOfTheWireFormat() {
        assertThat(wireFormat("03 61 2e 62 00").domainName()).isEqualTo("a\\.b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "00", // the root alone
                "04 68 6f", // a label that is cut off
                "01 61 c0 00", // a compression pointer
                "40 61*64 00", // a label of 64 octets
                "01 61 00 01 62 00", // octets after the end
                "3f 61*63 3f 61*63 3f 61*63 3f 61*63 00" // 257 octets
            })
    void whatIsNoNameIsNull(String encoded) {
        assertThat(wireFormat(encoded).domainName()).isNull();
    }

    @Test
    void whatIsNoNameIsKept() {
        Octets value = Fixture.octets("04 00 00 09 61");

        assertThat(ClientFqdn.decode(value).encode()).isEqualTo(value);
    }

    @Test
    void tellsTheFlagsAndTheDeprecatedCodes() {
        ClientFqdn fqdn = ClientFqdn.decode(Octets.of(0x0f, 1, 255));

        assertThat(fqdn).isEqualTo(new ClientFqdn(0x0f, 1, 255, Octets.EMPTY));
    }

    @Test
    void needsThreeOctets() {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> ClientFqdn.decode(Octets.of(1, 0)))
                .satisfies(e -> assertThat(e.offset()).isZero())
                .satisfies(e -> assertThat(e.reason()).isEqualTo("client FQDN needs 3 octets, has 2"));
    }

    @Test
    void writesANameInWireFormat() {
        ClientFqdn fqdn = ClientFqdn.ofName(ClientFqdn.FLAG_S, "a.bc");

        assertThat(fqdn.encode()).isEqualTo(Fixture.octets("05 ff ff 01 61 02 62 63 00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", ".a"})
    void refusesToWriteAnEmptyLabel(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClientFqdn.ofName(0, name));
    }

    private static ClientFqdn wireFormat(String name) {
        return new ClientFqdn(ClientFqdn.FLAG_E, 0, 0, Fixture.octets(name));
    }

    private static ClientFqdn ascii(String name) {
        return new ClientFqdn(0, 0, 0, Fixture.octets(name));
    }
}
