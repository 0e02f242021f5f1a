package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * OPTION_ORO: the options that the requestor asks for. At the level of the message it requests options of the messages,
 * such as base-time; in OPTION_LQ_QUERY it requests options of each client. RFC 8415 section 21.7, RFC 5007 section
 * 4.1.2.1.
 *
 * @param codes option-codes, 0..65535 each, in the order of the wire
 */
public record OptionRequest(List<Integer> codes) implements Dhcpv6Option {

    /** @throws IllegalArgumentException when a code is outside of 0..65535 */
    public OptionRequest {
        codes = List.copyOf(codes);
        codes.forEach(code -> Unsigned.check16(code, "requested-option-code"));
    }

    /** A request for these codes; see {@link OptionCode}. */
    public static OptionRequest of(int... codes) {
        return new OptionRequest(Arrays.stream(codes).boxed().toList());
    }

    static OptionRequest read(OctetReader data) {
        List<Integer> codes = new ArrayList<>(data.remaining() / 2);
        while (data.remaining() > 0) {
            codes.add(data.readUnsignedShort("requested-option-code"));
        }
        return new OptionRequest(codes);
    }

    @Override
    public int optionCode() {
        return OptionCode.ORO;
    }

    @Override
    public void writeData(ByteBuf out) {
        codes.forEach(out::writeShort);
    }
}
