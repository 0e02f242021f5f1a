package net.leasequery.codec.v4;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;

/**
 * Reads the options of one message: the options field, then, if option overload says so, file and sname in that order;
 * joins the instances of each code; checks the options that are essential for a binding. RFC 2132 section 2, RFC 3396
 * sections 5 and 7. One instance per message; used for messages that {@link PlainOptions} cannot read.
 */
final class OptionsDecoder {

    private final Octets message;
    private final int from;
    private final OptionInstances instances = new OptionInstances();
    private Overload overload = Overload.NONE;

    /**
     * @param message the whole message
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

    /** Ignores option overload, even a malformed one, if neither field can hold an option. */
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

    /**
     * Returns the dhcp-message-type that {@link #decode} found. RFC 7724 section 8.1.1 requires other types to be
     * refused.
     */
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

    /** Returns which fields held options; available after {@link #decode}. */
    Overload overload() {
        return overload;
    }

    /**
     * Reads up to the end option. RFC 2131 section 4.1 requires that option, but a field without it is accepted,
     * because the length of the frame makes it unambiguous. Octets after the end option are padding and are ignored.
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

    /** Leaves out an option overload that was applied: it is part of the encoding. */
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
