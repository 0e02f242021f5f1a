package net.leasequery.requestor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeStateCodecTest {

    private static final String STORED_BY_VERSION_1 = "v=1;base-time=1700000000;lag=2;skew=-40;gap-start=1699990000;"
            + "gap-end=1699999000;server=192.0.2.1,00%3A01%2C02";

    @Test
    void readsWhatVersion1HasStored() {
        ResumeState state = ResumeStateCodec.decode(STORED_BY_VERSION_1);

        assertThat(state)
                .isEqualTo(new ResumeState(
                        new ResumePosition(new ServerTime(1_700_000_000), 2, -40L),
                        new Gap(new ServerTime(1_699_990_000), new ServerTime(1_699_999_000)),
                        ServerIdentity.of("192.0.2.1", "00:01,02")));
        assertThat(ResumeStateCodec.encode(state)).isEqualTo(STORED_BY_VERSION_1);
    }

    @Test
    void writesNothingOfWhatIsNotKnown() {
        assertThat(ResumeStateCodec.encode(ResumeState.NONE)).isEqualTo("v=1");
        assertThat(ResumeStateCodec.encode(new ResumeState(null, Gap.SNAPSHOT))).isEqualTo("v=1;gap=open");
    }

    @Property
    void readsWhatItWrites(@ForAll("states") ResumeState state) {
        String text = ResumeStateCodec.encode(state);

        assertThat(text).matches("[!-~]*");
        assertThat(ResumeStateCodec.decode(text)).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v=2;base-time=1",
                "base-time=1",
                "v=1;base-time=soon",
                "v=1;lag=1",
                "v=1;base-time=1;lag=-1",
                "v=1;base-time=1;base-time=2",
                "v=1;colour=blue",
                "v=1;gap=open;gap-end=3",
                "v=1;gap=wide",
                "v=1;;",
                "v=1;server=%zz"
            })
    void refusesWhatItHasNotWritten(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ResumeStateCodec.decode(text));
    }

    @Provide
    Arbitrary<ResumeState> states() {
        Arbitrary<ServerTime> times =
                Arbitraries.longs().between(-100, 8_000_000_000L).map(ServerTime::new);
        Arbitrary<ResumePosition> positions = Combinators.combine(
                        times,
                        Arbitraries.longs().between(0, 100_000),
                        Arbitraries.longs().injectNull(0.2))
                .as(ResumePosition::new);
        Arbitrary<Gap> gaps = Combinators.combine(times.injectNull(0.4), times.injectNull(0.4))
                .as(Gap::new);
        Arbitrary<ServerIdentity> servers = Arbitraries.strings()
                .ofMaxLength(20)
                .list()
                .ofMinSize(1)
                .ofMaxSize(ServerIdentity.MOST)
                .map(List::copyOf)
                .map(ServerIdentity::new);
        return Combinators.combine(positions.injectNull(0.2), gaps.injectNull(0.2), servers.injectNull(0.2))
                .as(ResumeState::new);
    }
}
