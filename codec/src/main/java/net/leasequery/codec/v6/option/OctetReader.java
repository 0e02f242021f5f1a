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

    /** Octets of option-code and option-len. */
    static final int OPTION_HEADER = 4;

    private final Octets message;
    private int end;
    private final int depth;
    private final Tolerance tolerance;
    private int position;

    /** What becomes of octets that are no option, where options are read one after the other. */
    enum Tolerance {
        /** They are a malformation: who knows what would have followed. */
        NONE,
        /** Too few octets for an option are kept; an option that is cut off is a malformation. */
        SHORT_REST,
        /** They are kept, as is any option that does not have its form. */
        ALL
    }

    OctetReader(Octets message, int from) {
        this(
                message,
                Objects.checkFromToIndex(from, message.length(), message.length()),
                message.length(),
                0,
                Tolerance.NONE);
    }

    private OctetReader(Octets message, int from, int end, int depth, Tolerance tolerance) {
        this.message = message;
        this.position = from;
        this.end = end;
        this.depth = depth;
        this.tolerance = tolerance;
    }

    int position() {
        return position;
    }

    Tolerance tolerance() {
        return tolerance;
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

    /** Whether a whole option comes next. */
    boolean hasWholeOption() {
        return remaining() >= OPTION_HEADER && message.unsignedShortAt(position + 2) <= remaining() - OPTION_HEADER;
    }

    /** How many whole options follow one another from here. */
    int countOptions() {
        int count = 0;
        int at = position;
        while (end - at >= OPTION_HEADER) {
            at += OPTION_HEADER + message.unsignedShortAt(at + 2);
            if (at <= end) {
                count++;
            }
        }
        return count;
    }

    /** For the places of so many options that are read from here. */
    OptionPlaces places(int count) {
        return new OptionPlaces(message, count);
    }

    /** Goes back to a position that it was at within this part. */
    void backTo(int earlier) {
        position = earlier;
    }

    /**
     * Ends this part where the data of an option end, until the option is left: an option needs no reader of its own.
     *
     * @return to be given back to {@link #leaveOption}
     */
    int enterOption(int optionCode, int length) {
        if (length > remaining()) {
            throw tooShort("option " + optionCode, length);
        }
        int endOfPart = end;
        end = position + length;
        return endOfPart;
    }

    /** Goes on behind the option, whatever of it was read. */
    void leaveOption(int endOfPart) {
        position = end;
        end = endOfPart;
    }

    /** All that is left, read as options one level further in. */
    Dhcpv6Options readOptions() {
        return readOptions(Tolerance.NONE);
    }

    Dhcpv6Options readOptions(Tolerance inner) {
        if (remaining() == 0) {
            return Dhcpv6Options.NONE;
        }
        if (depth == MAX_DEPTH) {
            throw malformed(position, "options are nested more than " + MAX_DEPTH + " levels deep");
        }
        Dhcpv6Options options = OptionDecoder.decode(new OctetReader(message, position, end, depth + 1, inner));
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
