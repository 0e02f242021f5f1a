package net.leasequery.codec.v4;

import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options field of an ordinary message, as nearly all are: no option is split, in another field or truncated,
 * and all options that a binding needs are well formed. Takes one pass and one object for all options. {@link
 * OptionsDecoder} reads or refuses all other messages.
 */
final class PlainOptions {

    private PlainOptions() {}

    /**
     * Returns the options in order, dhcp-message-type first.
     *
     * @param from offset in the message of the first octet after the magic cookie
     * @return null if the message has to be read by {@link OptionsDecoder}
     */
    static @Nullable OptionTable read(Octets message, int from) {
        int end = message.length();
        if (end > OptionTable.MOST_OCTETS) {
            return null;
        }
        OptionTable table = new OptionTable(message);
        int at = from;
        while (at < end) {
            int code = message.unsignedByteAt(at);
            if (code == OptionCode.END) {
                break;
            }
            if (code == OptionCode.PAD) {
                at++;
                continue;
            }
            int left = end - at - 2;
            int length = left < 0 ? Integer.MAX_VALUE : message.unsignedByteAt(at + 1);
            if (length > left || code == OptionCode.OVERLOAD || table.find(code) >= 0) {
                return null;
            }
            if (!table.append(code, at + 2, length) && KnownOptions.isEssential(code)) {
                return null;
            }
            if (code == OptionCode.MESSAGE_TYPE) {
                table.moveLastToFront();
            }
            at += 2 + length;
        }
        return table;
    }
}
