package net.leasequery.streams.lookup.answer;

import static net.leasequery.streams.lookup.answer.Tenures.minute;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import net.leasequery.Tenure;
import net.leasequery.streams.history.AddressTenure;
import org.junit.jupiter.api.Test;

class MomentAnswerTest {
    private static final String A = "aa:bb:cc:00:00:01";
    private static final String B = "aa:bb:cc:00:00:02";
    private static final Instant NOW = minute(600);

    private static MomentAnswer only(Instant at, AddressTenure... tenures) {
        List<MomentAnswer> answers = MomentAnswer.of(List.of(tenures), at);
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    private static List<String> codes(MomentAnswer answer) {
        return answer.doubts().stream().map(Doubt::code).toList();
    }

    @Test
    void isCertainWhereOneClientHeldItBeyondDoubt() {
        AddressTenure first = Tenures.of("10.1.2.3", A).observed(2, 40).build();
        AddressTenure later = Tenures.of("10.1.2.3", B)
                .lasting(50, 90)
                .startNotBefore(minute(40))
                .build();

        MomentAnswer answer = only(minute(20), later, first);

        assertThat(answer.certain()).isTrue();
        assertThat(answer.holders()).containsExactly(first);
        assertThat(answer.observedBy()).containsExactly("east", "west");
        assertThat(Words.of(answer, NOW))
                .isEqualTo("10.1.2.3 was held by aa:bb:cc:00:00:01 (host-17) on ge-0/0/4 of relay north from 2026-11-26"
                        + " 10:02:00 to 10:40:00 UTC; observed without a gap by east and west. For 2026-11-26 10:20:00"
                        + " UTC this is certain.");
    }

    @Test
    void isNotCertainBetweenTheBoundsOfTwoTenures() {
        AddressTenure first = Tenures.of("10.1.2.3", A)
                .observed(2, 40)
                .endNotAfter(minute(50))
                .build();
        AddressTenure second = Tenures.of("10.1.2.3", B)
                .lasting(50, 90)
                .startNotBefore(minute(40))
                .doubting("UNOBSERVED")
                .build();

        MomentAnswer answer = only(minute(45), second, first);

        assertThat(answer.certain()).isFalse();
        assertThat(answer.holders()).containsExactly(second, first);
        assertThat(codes(answer))
                .containsExactly("SEVERAL_HOLDERS", "START_BETWEEN_BOUNDS", "UNOBSERVED", "END_BETWEEN_BOUNDS");
        assertThat(Words.of(answer, NOW)).contains("may have been held by").contains("this is not certain");
    }

    @Test
    void isNotCertainAfterTheLastExchange() {
        MomentAnswer answer =
                only(minute(95), Tenures.of("10.1.2.3", A).lasting(50, 90).build());

        assertThat(answer.certain()).isFalse();
        assertThat(codes(answer)).containsExactly("AFTER_LAST_SEEN");
        assertThat(Words.of(answer, NOW))
                .contains("is leased to")
                .contains("the lease that was seen then ran out at 2026-11-26 12:30:00 UTC");
    }

    @Test
    void isNotCertainWhereTwoClientsHeldItAtOnce() {
        AddressTenure one =
                Tenures.of("10.1.2.3", A).observed(2, 40).heldTwice().build();
        AddressTenure other =
                Tenures.of("10.1.2.3", B).observed(10, 30).heldTwice().build();

        assertThat(codes(only(minute(20), one, other))).containsExactly("HELD_TWICE", "SEVERAL_HOLDERS");
        assertThat(only(minute(20), one).certain()).isFalse();
    }

    @Test
    void isNotCertainWhereTwoGroupsLeasedItToDifferentClients() {
        AddressTenure one = Tenures.of("10.1.2.3", A).observed(2, 40).build();
        AddressTenure other =
                Tenures.of("10.1.2.3", B).group("other").observed(2, 40).build();
        AddressTenure same =
                Tenures.of("10.1.2.3", A).group("other").observed(2, 40).build();
        AddressTenure elsewhere = Tenures.of("10.1.2.3", B)
                .group("other")
                .vpn("red")
                .observed(2, 40)
                .build();

        assertThat(MomentAnswer.of(List.of(one, other), minute(20))).allSatisfy(answer -> {
            assertThat(answer.certain()).isFalse();
            assertThat(codes(answer)).containsExactly("SEVERAL_HOLDERS");
        });
        assertThat(MomentAnswer.of(List.of(one, same), minute(20))).allMatch(MomentAnswer::certain);
        assertThat(MomentAnswer.of(List.of(one, elsewhere), minute(20))).allMatch(MomentAnswer::certain);
    }

    @Test
    void answersForAnAddressAndForThePrefixThatHoldsItSeparately() {
        AddressTenure address = Tenures.of("2001:db8::1", A).observed(2, 40).build();
        AddressTenure prefix = Tenures.of("2001:db8::/56", B).observed(2, 40).build();

        assertThat(MomentAnswer.of(List.of(address, prefix), minute(20)))
                .extracting(MomentAnswer::address)
                .containsExactly("2001:db8::1", "2001:db8::/56");
    }

    @Test
    void nobodyIsNeverCertain() {
        MomentAnswer answer = MomentAnswer.nobody(null, "10.1.2.3", minute(20), List.of("east"));

        assertThat(answer.certain()).isFalse();
        assertThat(Words.of(answer, NOW)).endsWith("That does not prove that nobody did.");
    }

    /** Consumers of the history read there which codes there are. */
    @Test
    void theSchemaNamesTheDoubtsOfATenure() {
        String doc = Tenure.getClassSchema().getField("doubts").doc();

        List<String> codes = Pattern.compile("([A-Z_]+) \\(")
                .matcher(doc)
                .results()
                .map(code -> code.group(1))
                .toList();

        assertThat(codes).containsExactlyInAnyOrderElementsOf(Doubt.codesOfTenures());
    }

    @Test
    void takesNoCharactersFromTheNetworkThatControl() {
        AddressTenure tenure = Tenures.of("10.1.2.3", A)
                .observed(2, 40)
                .hostname("a\u001b[31m\u202eb\u2028c\nd")
                .build();

        assertThat(Words.of(tenure, NOW)).contains("(a[31mbcd)");
    }

    @Test
    void showsOctetsAsTextOnlyWherePrintable() {
        assertThat(Words.octets("67652d302f302f34")).isEqualTo("ge-0/0/4");
        assertThat(Words.octets("00040001")).isEqualTo("hex:00040001");
        assertThat(Words.octets("ff")).isEqualTo("hex:ff");
    }
}
