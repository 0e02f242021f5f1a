package net.leasequery.codec.v4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import net.leasequery.codec.Octets;

/** Writes the sub-options of option 82, the reverse of {@link RelayAgentInformationDecoder}. */
final class RelayAgentInformationEncoder {

    private RelayAgentInformationEncoder() {}

    static Octets encode(RelayAgentInformation information) {
        int length = information.subOptions().stream()
                .mapToInt(subOption -> OptionsEncoder.encodedLength(subOption.value()))
                .sum();
        // An unpooled heap buffer is garbage collected and need not be released.
        ByteBuf buffer = Unpooled.buffer(length, length);
        for (Option subOption : information.subOptions()) {
            OptionsEncoder.writeInstances(subOption, buffer);
        }
        return Octets.ofOwned(ByteBufUtil.getBytes(buffer, 0, length, false));
    }
}
