package net.leasequery.codec.v6;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.reflect.Method;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.RelayForward;

/**
 * Whatever the octets are: the decoder throws a {@link MalformedMessageException} or nothing, no
 * accessor throws, and what was decoded encodes to the same octets.
 */
class MessageFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void message(byte[] octets) throws ReflectiveOperationException {
        Dhcpv6Message message;
        try {
            message = new Dhcpv6Decoder().decode(Unpooled.wrappedBuffer(octets));
        } catch (MalformedMessageException e) {
            assertThat(e.offset()).isBetween(0, octets.length);
            return;
        }
        ByteBuf encoded = Unpooled.buffer(octets.length);
        new Dhcpv6Encoder().encode(message, encoded);

        assertThat(Octets.copyOf(encoded, 0, encoded.readableBytes())).isEqualTo(Octets.copyOf(octets));
        read(message.options());
    }

    @FuzzTest(maxDuration = "1m")
    void relayForward(byte[] octets) throws ReflectiveOperationException {
        RelayForward relay;
        try {
            relay = RelayForward.decode(Octets.copyOf(octets));
        } catch (MalformedMessageException e) {
            assertThat(e.offset()).isBetween(0, octets.length);
            return;
        }

        assertThat(relay.encode()).isEqualTo(Octets.copyOf(octets));
        assertThat(relay.hops()).hasSizeBetween(1, RelayForward.MAX_HOPS);
        read(relay.options());
    }

    private static void read(Dhcpv6Options options) throws ReflectiveOperationException {
        readAccessors(options);
        for (Dhcpv6Option option : options.all()) {
            readAccessors(option);
        }
    }

    /** Every accessor that there is, also those that are written after this test. */
    private static void readAccessors(Object value) throws ReflectiveOperationException {
        for (Method accessor : value.getClass().getMethods()) {
            if (accessor.getParameterCount() == 0 && accessor.getDeclaringClass() == value.getClass()) {
                Object read = accessor.invoke(value);
                if (read instanceof Dhcpv6Options nested) {
                    read(nested);
                }
            }
        }
    }
}
