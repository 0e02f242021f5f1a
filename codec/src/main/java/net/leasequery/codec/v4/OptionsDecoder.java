package net.leasequery.codec.v4;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;

/**
 * Reads the options of one message: the options field, then, if option overload says so, file and
 * sname in that order; joins the instances of each code; checks the lengths of known options. RFC
 * 2132 section 2, RFC 3396 sections 5 and 7. One instance per message.
 */
final class OptionsDecoder {

    private final ByteBuf buffer;
    private final int start;
    private final int from;
    private final int to;
    private final OptionInstances instances = new OptionInstances();
    private Overload overload = Overload.NONE;

    /**
     * @param start index of the message in the buffer
     * @param from offset in the message of the first octet after the magic cookie
     * @param to length of the message
     */
    OptionsDecoder(ByteBuf buffer, int start, int from, int to) {
        this.buffer = buffer;
        this.start = start;
        this.from = from;
        this.to = to;
    }

    Dhcpv4Options decode() {
        readField(from, to);
        Octets overloadValue = instances.find(OptionCode.OVERLOAD);
        if (overloadValue != null) {
            int offset = instances.offsetOf(OptionCode.OVERLOAD);
            KnownOptions.check(OptionCode.OVERLOAD, overloadValue, offset);
            overload = Overload.of(overloadValue.unsignedByteAt(0), offset);
        }
        if (overload.inFile()) {
            readField(HeaderDecoder.FILE_AT, HeaderDecoder.FILE_AT + Dhcpv4Header.FILE_OCTETS);
        }
        if (overload.inSname()) {
            readField(HeaderDecoder.SNAME_AT, HeaderDecoder.SNAME_AT + Dhcpv4Header.SNAME_OCTETS);
        }
        return keep(instances.toOptions());
    }

    /** What {@link #decode} found in dhcp-message-type. RFC 7724 section 8.1.1 wants other types refused. */
    MessageType messageType() {
        Octets value = instances.find(OptionCode.MESSAGE_TYPE);
        if (value == null) {
            throw new MalformedMessageException(from, "no dhcp-message-type (option 53)");
        }
        MessageType type = MessageType.of(value.unsignedByteAt(0));
        if (type == null) {
            throw new MalformedMessageException(
                    instances.offsetOf(OptionCode.MESSAGE_TYPE),
                    "dhcp-message-type " + value.unsignedByteAt(0) + " does not belong on a Leasequery connection");
        }
        return type;
    }

    /** Which fields held options; known after {@link #decode}. */
    Overload overload() {
        return overload;
    }

    /**
     * Reads up to the end option. A field that ends without one is taken as well: RFC 2131 section
     * 4.1 demands it, but where the frame tells the length, leaving it out makes nothing ambiguous.
     * What follows the end option is padding and not looked at.
     */
    private void readField(int fieldFrom, int fieldTo) {
        Octets field = Octets.copyOf(buffer, start + fieldFrom, fieldTo - fieldFrom);
        int at = 0;
        while (at < field.length()) {
            int code = field.unsignedByteAt(at);
            if (code == OptionCode.END) {
                return;
            }
            if (code == OptionCode.PAD) {
                at++;
                continue;
            }
            if (at + 1 == field.length()) {
                throw new MalformedMessageException(fieldFrom + at, "option " + code + " has no length");
            }
            int length = field.unsignedByteAt(at + 1);
            int left = field.length() - at - 2;
            if (length > left) {
                throw new MalformedMessageException(
                        fieldFrom + at, "option " + code + " claims " + length + " octets, " + left + " are left");
            }
            instances.add(code, field.slice(at + 2, length), fieldFrom + at + 2);
            at += 2 + length;
        }
    }

    /** Option overload has been followed and says nothing about the content: it is left out. */
    private Dhcpv4Options keep(List<Option> read) {
        List<Option> kept = new ArrayList<>(read.size());
        for (Option option : read) {
            KnownOptions.check(option.code(), option.value(), instances.offsetOf(option.code()));
            if (option.code() == OptionCode.MESSAGE_TYPE) {
                kept.add(0, option);
            } else if (option.code() != OptionCode.OVERLOAD) {
                kept.add(option);
            }
        }
        return new Dhcpv4Options(kept);
    }
}
