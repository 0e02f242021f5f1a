package net.leasequery.codec.v4;

import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;

/**
 * Reads the sub-options of option 82. Unlike options they know neither a pad nor an end: codes 0
 * and 255 are sub-options like all others. RFC 3046 section 2.0, RFC 3396.
 */
final class RelayAgentInformationDecoder {

    private RelayAgentInformationDecoder() {}

    /** @param offset of the value in the message */
    static RelayAgentInformation decode(Octets value, int offset) {
        OptionInstances instances = new OptionInstances();
        int at = 0;
        while (at < value.length()) {
            int code = value.unsignedByteAt(at);
            if (at + 1 == value.length()) {
                throw new MalformedMessageException(offset + at, "sub-option " + code + " of option 82 has no length");
            }
            int length = value.unsignedByteAt(at + 1);
            int left = value.length() - at - 2;
            if (length > left) {
                throw new MalformedMessageException(
                        offset + at,
                        "sub-option " + code + " of option 82 claims " + length + " octets, " + left + " are left");
            }
            instances.add(code, value.slice(at + 2, length), offset + at + 2);
            at += 2 + length;
        }
        return new RelayAgentInformation(instances.toOptions());
    }
}
