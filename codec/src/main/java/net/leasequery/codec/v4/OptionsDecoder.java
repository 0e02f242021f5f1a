package net.leasequery.codec.v4;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;

/**
 * Reads the options of one message: the options field, then, if option overload says so, file and
 * sname in that order; joins the instances of each code; checks those that a binding cannot be understood
 * without. RFC 2132 section 2, RFC 3396 sections 5 and 7. One instance per message that {@link PlainOptions} leaves to
 * this class.
 */
final class OptionsDecoder {

    private final Octets message;
    private final int from;
    private final OptionInstances instances = new OptionInstances();
    private Overload overload = Overload.NONE;

    /**
     * @param message whole
     * @param from offset in the message of the first octet after the magic cookie
     */
    OptionsDecoder(Octets message, int from) {
        this.message = message;
        this.from = from;
    }

    Dhcpv4Options decode() {
        readField(from, message.length());
        Octets overloadValue = instances.find(OptionCode.OVERLOAD);
        if (overloadValue != null) {
            overload = overload(overloadValue, instances.offsetOf(OptionCode.OVERLOAD));
        }
        if (overload.inFile()) {
            readField(HeaderDecoder.FILE_AT, HeaderDecoder.FILE_AT + Dhcpv4Header.FILE_OCTETS);
        }
        if (overload.inSname()) {
            readField(HeaderDecoder.SNAME_AT, HeaderDecoder.SNAME_AT + Dhcpv4Header.SNAME_OCTETS);
        }
        return keep(instances.toOptions());
    }

    /** One that cannot be read does no harm where neither field can hold an option. */
    private Overload overload(Octets value, int offset) {
        int fields = Dhcpv4Header.SNAME_OCTETS + Dhcpv4Header.FILE_OCTETS;
        boolean nothingThere = message.slice(HeaderDecoder.SNAME_AT, fields)
                .withoutTrailingZeros()
                .isEmpty();
        if (nothingThere) {
            return Overload.NONE;
        }
        KnownOptions.check(OptionCode.OVERLOAD, value, offset);
        return Overload.of(value.unsignedByteAt(0), offset);
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
        Octets field = message.slice(fieldFrom, fieldTo - fieldFrom);
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

    /** Option overload that has been followed says nothing about the content: it is left out. */
    private Dhcpv4Options keep(List<Option> read) {
        List<Option> kept = new ArrayList<>(read.size());
        for (Option option : read) {
            if (KnownOptions.isEssential(option.code())) {
                KnownOptions.check(option.code(), option.value(), instances.offsetOf(option.code()));
            }
            if (option.code() == OptionCode.MESSAGE_TYPE) {
                kept.add(0, option);
            } else if (option.code() != OptionCode.OVERLOAD || !isFollowed(option.value())) {
                kept.add(option);
            }
        }
        return new Dhcpv4Options(kept, message);
    }

    private boolean isFollowed(Octets overloadValue) {
        return !overload.equals(Overload.NONE) || Overload.isValid(overloadValue);
    }
}
