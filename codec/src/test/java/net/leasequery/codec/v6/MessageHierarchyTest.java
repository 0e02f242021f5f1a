package net.leasequery.codec.v6;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageHierarchyTest {

    private static final List<Dhcpv6Request> REQUESTS = List.of(
            new Leasequery(1, Dhcpv6Options.NONE),
            new ActiveLeasequery(1, Dhcpv6Options.NONE),
            new StartTls(1, Dhcpv6Options.NONE));
    private static final List<Dhcpv6Reply> REPLIES = List.of(
            new Reply(1, Dhcpv6Options.NONE),
            new LeasequeryReply(1, Dhcpv6Options.NONE),
            new LeasequeryData(1, Dhcpv6Options.NONE),
            new LeasequeryDone(1, Dhcpv6Options.NONE));

    @Test
    void givesEachRequestAKindOfItsOwn() {
        assertThat(REQUESTS)
                .extracting(Dhcpv6Request::requestKind)
                .containsExactlyInAnyOrder(Dhcpv6Request.RequestKind.values());
        assertThat(REQUESTS)
                .allSatisfy(request -> assertThat(request.requestKind().name())
                        .isEqualTo(request.messageType().name()));
    }

    @Test
    void givesEachReplyAKindOfItsOwn() {
        assertThat(REPLIES)
                .extracting(Dhcpv6Reply::replyKind)
                .containsExactlyInAnyOrder(Dhcpv6Reply.ReplyKind.values());
        assertThat(REPLIES)
                .allSatisfy(reply -> assertThat(reply.replyKind().name())
                        .isEqualTo(reply.messageType().name()));
    }

    @ParameterizedTest
    @CsvSource({
        "REPLY, 7",
        "LEASEQUERY, 14",
        "LEASEQUERY_REPLY, 15",
        "LEASEQUERY_DONE, 16",
        "LEASEQUERY_DATA, 17",
        "ACTIVELEASEQUERY, 22",
        "STARTTLS, 23"
    })
    @Tag("R7653-6.2-1")
    void hasTheNumbersOfTheRegistry(MessageType type, int code) {
        assertThat(type.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0x1000000})
    void refusesATransactionIdOfMoreThan24Bit(int transactionId) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Leasequery(transactionId, Dhcpv6Options.NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new LeasequeryDone(transactionId, Dhcpv6Options.NONE));
    }
}
