package net.leasequery.codec.v6.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import net.leasequery.codec.Octets;
import org.junit.jupiter.api.Test;

class Dhcpv6OptionsTest {

    private static final Dhcpv6Options OPTIONS = Dhcpv6Options.of(
            new OpaqueOption(OptionCode.REMOTE_ID, Octets.EMPTY),
            new RemoteId(9, Octets.of(1)),
            new RemoteId(9, Octets.of(2)),
            new SubscriberId(Octets.of(3)));

    @Test
    void findsTheFirstOptionOfACodeThatIsWellFormed() {
        assertFound(OPTIONS);
    }

    @Test
    void findsTheSameInDecodedOptions() {
        ByteBuf encoded = Unpooled.buffer();
        OPTIONS.writeTo(encoded);

        assertFound(Dhcpv6Options.decode(Octets.copyOf(encoded, 0, encoded.readableBytes()), 0));
    }

    private static void assertFound(Dhcpv6Options options) {
        assertThat(options.first(OptionCode.REMOTE_ID, RemoteId.class)).isEqualTo(new RemoteId(9, Octets.of(1)));
        assertThat(options.first(OptionCode.SUBSCRIBER_ID, SubscriberId.class))
                .isEqualTo(new SubscriberId(Octets.of(3)));
        assertThat(options.first(OptionCode.CLT_TIME, CltTime.class)).isNull();
        assertThat(options.all(OptionCode.REMOTE_ID, RemoteId.class))
                .isEqualTo(options.all(RemoteId.class))
                .containsExactly(new RemoteId(9, Octets.of(1)), new RemoteId(9, Octets.of(2)));
        assertThat(options.all(OptionCode.SUBSCRIBER_ID, SubscriberId.class))
                .containsExactly(new SubscriberId(Octets.of(3)));
        assertThat(options.all(OptionCode.CLT_TIME, CltTime.class)).isEmpty();
        assertThat(options.all(OptionCode.REMOTE_ID, OpaqueOption.class))
                .containsExactly(new OpaqueOption(OptionCode.REMOTE_ID, Octets.EMPTY));
        assertThat(options.all(OptionCode.SUBSCRIBER_ID, OpaqueOption.class)).isEmpty();
        // 37 and 101, 38 and 102 share a bit of the filter.
        assertThat(options.first(OptionCode.LQ_START_TIME, LqStartTime.class)).isNull();
        assertThat(options.first(OptionCode.LQ_END_TIME, LqEndTime.class)).isNull();
    }
}
