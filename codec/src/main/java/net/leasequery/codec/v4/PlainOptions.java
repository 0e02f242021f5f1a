package net.leasequery.codec.v4;

import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options field of a message in which nothing is out of the ordinary, as in nearly every one: no option is
 * split, none stands in another field, none is cut off, and those that a binding cannot be understood without have
 * their form. In one pass and with one object for all options. Whatever else there is, {@link OptionsDecoder} reads or
 * refuses.
 */
final class PlainOptions {

    private PlainOptions() {}

    /**
     * The options in order, dhcp-message-type first.
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
        CodeSet codes = new CodeSet();
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
            if (length > left || code == OptionCode.OVERLOAD || !codes.add(code)) {
                return null;
            }
            if (KnownOptions.isEssential(code) && !KnownOptions.hasForm(code, message, at + 2, length)) {
                return null;
            }
            table.append(code, at + 2, length);
            if (code == OptionCode.MESSAGE_TYPE) {
                table.moveLastToFront();
            }
            at += 2 + length;
        }
        table.check();
        return table;
    }
}
