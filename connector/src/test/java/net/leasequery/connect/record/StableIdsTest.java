package net.leasequery.connect.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.leasequery.codec.Octets;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.connect.table.FingerprintHeader;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.Client;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.HardwareAddress;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.RelayInfo;
import org.junit.jupiter.api.Test;

/**
 * Consumers store event ids, and Kafka stores fingerprints: what earlier versions have written stays comparable.
 * Of a client's number, earlier versions wrote 64 bits; {@code FingerprintHeaderTest} shows that they are read.
 * The values of the server's own changes were written by the version before the digest was made faster.
 */
class StableIdsTest {

    private static final SourcePartition WEST = new SourcePartition("west-\u00e9", DhcpFamily.IPV6);

    @Test
    void eventIdsStay() {
        EventId east = new EventId(Samples.EAST);
        EventId west = new EventId(WEST);

        assertThat(List.of(
                        east.of(own(Samples.full())),
                        east.of(Samples.bare("192.0.2.7", BindingState.ACTIVE)),
                        west.of(texts()),
                        west.of(own(longOnes()))))
                .containsExactly(
                        "213c874ee5d55910b457efd9f7416a4f",
                        "1a77253a6752d8eeb22624a94f57639f",
                        "89f386e7933feca7263babca7ad32e52",
                        "f90eadb9ef91910e7e488c4bc724d599");
    }

    @Test
    void fingerprintsStay() {
        assertThat(List.of(
                        header(Samples.EAST, own(Samples.full())),
                        header(WEST, texts()),
                        header(WEST, own(longOnes()))))
                .containsExactly(
                        "lqt1(east,ipv4,V4,192.0.2.7,blue,ACTIVE,b9f52f0a15e59e36,1800000003,1800000002,1800000001,)",
                        "lqt1(west-\u00e9,ipv6,PD,2001:db8:1::/48,v%E2%82%AC,UNKNOWN,ee06eceb9190782d,1099511627776,-1,,)"
                                + "lqd1(23f4dc7e,a2fbf251c3fc27cc)",
                        "lqt1(west-\u00e9,ipv6,V4,192.0.2.7,blue,ACTIVE,3a67988951584c88,1800000003,1800000002,1800000001,)");
    }

    /** The array of a digest shrinks after such a binding and must keep what all contents begin with. */
    @Test
    void anIdDoesNotDependOnTheBindingBeforeIt() {
        EventId ids = new EventId(WEST);
        ids.of(longOnes());

        assertThat(ids.of(texts())).isEqualTo("89f386e7933feca7263babca7ad32e52");
    }

    /** Earlier versions did not distinguish a change of a partner from one of the server. */
    @Test
    void aChangeOfAPartnerHasAnIdOfItsOwn() {
        assertThat(new EventId(Samples.EAST).of(Samples.full())).isEqualTo("35444cc3a233b17309e7453e3e921cb8");
        assertThat(header(Samples.EAST, Samples.full())).contains(",db326977a9770059,");
    }

    private static Binding own(Binding remote) {
        return new Binding(
                remote.serverId(),
                remote.address(),
                remote.state(),
                remote.client(),
                remote.times(),
                remote.relay(),
                false,
                remote.statusCode(),
                remote.statusMessage(),
                remote.options());
    }

    private static String header(SourcePartition source, Binding binding) {
        return FingerprintHeader.write(
                source, new Fingerprints(Sweep.none(), true).of(Samples.live(binding, Samples.liveAt(1_800_000_000))));
    }

    /** Characters of one to four octets in UTF-8, half of a pair, and a null character. */
    private static Binding texts() {
        return new Binding(
                "00010001",
                new BindingAddress(LeaseType.PD, "2001:db8:1::/48", 48, "v\u20ac"),
                BindingState.UNKNOWN,
                new Client(
                        new HardwareAddress(255, Octets.ofHex("00ff7f80")),
                        null,
                        Octets.ofHex("00ff80"),
                        0L,
                        "h\u00e9\u20ac\ud83d\ude00",
                        "\ud800x\u0000",
                        "",
                        "\u07ff\u0800\uffff"),
                new BindingTimes(
                        null, null, Samples.second(-1), Samples.second(1L << 40), null, null, Samples.second(0), false),
                new RelayInfo(null, "2001:db8::", "fe80::1", null, Octets.ofHex("ff"), null, null, Octets.EMPTY),
                false,
                null,
                null,
                Map.of(65_001, Octets.ofHex("cafe"), 0, Octets.EMPTY, 17, Octets.ofHex("00")));
    }

    /** Longer than any buffer that is made in advance. */
    private static Binding longOnes() {
        return Samples.fullWithOptions(
                Map.of(43, Octets.ofOwned(new byte[60_000]), 17, Octets.ofUtf8("\u20ac".repeat(3_000))));
    }
}
