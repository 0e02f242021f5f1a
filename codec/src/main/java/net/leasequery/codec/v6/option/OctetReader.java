package net.leasequery.codec.v6.option;

import java.util.Objects;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;

/**
 * Reads fields one after the other from a part of a message and never beyond that part's end. Copies
 * nothing: what it hands out are views of the message. Positions in complaints count from the start of
 * the whole message, however deep the part is nested.
 */
final class OctetReader {

    /**
     * Levels of options within options that are followed. The deepest that the RFCs know is three:
     * a status within an address within an identity association within OPTION_CLIENT_DATA.
     */
    static final int MAX_DEPTH = 8;

    private final Octets message;
    private final int end;
    private final int depth;
    private int position;

    OctetReader(Octets message, int from) {
        this(message, Objects.checkFromToIndex(from, message.length(), message.length()), message.length(), 0);
    }

    private OctetReader(Octets message, int from, int end, int depth) {
        this.message = message;
        this.position = from;
        this.end = end;
        this.depth = depth;
    }

    int position() {
        return position;
    }

    int remaining() {
        return end - position;
    }

    int readUnsignedByte(String field) {
        return message.unsignedByteAt(advance(1, field));
    }

    int readUnsignedShort(String field) {
        return message.unsignedShortAt(advance(2, field));
    }

    long readUnsignedInt(String field) {
        return message.unsignedIntAt(advance(4, field));
    }

    Ipv6Address readAddress(String field) {
        return Ipv6Address.at(message, advance(Ipv6Address.OCTETS, field));
    }

    Duid readDuid() {
        if (remaining() == 0) {
            throw malformed(position, "a DUID has at least one octet");
        }
        return Duid.of(readRest());
    }

    Octets readRest() {
        Octets rest = message.slice(position, remaining());
        position = end;
        return rest;
    }

    /** The data of an option as a part of its own, which is passed over here. */
    OctetReader readOptionData(int optionCode, int length) {
        if (length > remaining()) {
            throw tooShort("option " + optionCode, length);
        }
        int from = position;
        position += length;
        return new OctetReader(message, from, position, depth);
    }

    /** All that is left, read as options one level further in. */
    Dhcpv6Options readOptions() {
        if (remaining() == 0) {
            return Dhcpv6Options.NONE;
        }
        if (depth == MAX_DEPTH) {
            throw malformed(position, "options are nested more than " + MAX_DEPTH + " levels deep");
        }
        Dhcpv6Options options = OptionDecoder.decode(new OctetReader(message, position, end, depth + 1));
        position = end;
        return options;
    }

    /** @throws MalformedMessageException when something of an option's data is left */
    void expectEndOfOption(int optionCode) {
        if (remaining() > 0) {
            throw malformed(position, "option " + optionCode + " is longer than its form by " + remaining());
        }
    }

    static MalformedMessageException malformed(int offset, String reason) {
        return new MalformedMessageException(offset, reason);
    }

    private int advance(int length, String field) {
        if (length > remaining()) {
            throw tooShort(field, length);
        }
        int from = position;
        position += length;
        return from;
    }

    private MalformedMessageException tooShort(String field, int length) {
        return malformed(position, field + " needs " + length + " octets, has " + remaining());
    }
}
