package net.leasequery.codec.v4;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import java.lang.management.ManagementFactory;
import net.leasequery.codec.Octets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The worst messages that fit a frame cost memory in proportion to their size. What is measured is
 * everything that was allocated on the way, so work that grows faster than the message would show.
 */
class HostileMessagesTest {

    private static final int FRAME = 65_535;

    /** Well above what decoding needs, and far below a thousandth of a quadratic cost. */
    private static final int ALLOCATED_PER_OCTET = 100;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0c 00", // one option, empty, again and again
                "0c 01 61", // one option, in parts of one octet
                "0c ff 61*255", // one option, in parts of full length
                "52 03 01 01 61", // one sub-option of option 82, in parts of one octet
                "52 04 01 00 02 00", // two sub-options, empty, again and again
                "00" // padding only
            })
    void costMemoryInProportionToTheirSize(String repeated) {
        Octets unit = Fixture.octets(repeated);
        int times = (FRAME - 244) / unit.length();
        Octets hostile = Fixture.replyWith("35 01 0d " + (unit.toHex() + "*" + times) + " ff");
        ByteBuf frame = Fixture.buffer(hostile);
        Dhcpv4Decoder decoder = new Dhcpv4Decoder();
        decoder.decode(frame.duplicate());

        long before = allocatedByThisThread();
        Dhcpv4Message decoded = decoder.decode(frame.duplicate());
        long allocated = allocatedByThisThread() - before;

        assertThat(decoded.options().all()).hasSizeLessThanOrEqualTo(2);
        assertThat(allocated).isLessThan((long) ALLOCATED_PER_OCTET * hostile.length());
    }

    private static long allocatedByThisThread() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
