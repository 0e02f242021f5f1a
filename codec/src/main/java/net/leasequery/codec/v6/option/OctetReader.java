package net.leasequery.codec.v6.option;

import java.util.Objects;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields one after the other from a part of a message and never beyond that part's end. Copies nothing and
 * returns views of the message. Offsets in exceptions count from the start of the whole message, even if the part is
 * nested.
 */
final class OctetReader {

    /**
     * Maximum nesting of options that is followed. The RFCs have at most three levels: a status within an address
     * within an identity association within OPTION_CLIENT_DATA.
     */
    static final int MAX_DEPTH = 8;

    /** Octets of option-code and option-len. */
    static final int OPTION_HEADER = 4;

    private final Octets message;
    private int end;
    private final int depth;
    private final Tolerance tolerance;
    /** The options within this part, if they are known already. */
    private final @Nullable Dhcpv6Options nested;

    private int position;

    /** How octets that are not an option are treated in a sequence of options. */
    enum Tolerance {
        /** They make the message malformed, because later options may be lost. */
        NONE,
        /** Too few octets for an option are kept; a truncated option makes the message malformed. */
        SHORT_REST,
        /** They are kept, as is any malformed option. */
        ALL
    }

    OctetReader(Octets message, int from) {
        this(
                message,
                Objects.checkFromToIndex(from, message.length(), message.length()),
                message.length(),
                0,
                Tolerance.NONE,
                null);
    }

    /**
     * Reads the data of one option.
     *
     * @param nested the options that it contains
     */
    OctetReader(Octets message, int from, int end, Dhcpv6Options nested) {
        this(message, from, end, 0, Tolerance.NONE, nested);
    }

    private OctetReader(
            Octets message, int from, int end, int depth, Tolerance tolerance, @Nullable Dhcpv6Options nested) {
        this.message = message;
        this.position = from;
        this.end = end;
        this.depth = depth;
        this.tolerance = tolerance;
        this.nested = nested;
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

    /** Returns to an earlier position within this part. */
    void backTo(int earlier) {
        position = earlier;
    }

    /**
     * Limits this part to the data of an option until the option is left, so that an option needs no reader of its own.
     *
     * @return value to pass to {@link #leaveOption}
     */
    int enterOption(int optionCode, int length) {
        if (length > remaining()) {
            throw tooShort("option " + optionCode, length);
        }
        int endOfPart = end;
        end = position + length;
        return endOfPart;
    }

    /** Continues after the option, even if it was not read completely. */
    void leaveOption(int endOfPart) {
        position = end;
        end = endOfPart;
    }

    /** Reads the rest as options one level deeper. */
    Dhcpv6Options readOptions() {
        return readOptions(Tolerance.NONE);
    }

    Dhcpv6Options readOptions(Tolerance inner) {
        if (nested != null) {
            position = end;
            return nested;
        }
        if (remaining() == 0) {
            return Dhcpv6Options.NONE;
        }
        if (depth == MAX_DEPTH) {
            throw malformed(position, "options are nested more than " + MAX_DEPTH + " levels deep");
        }
        Dhcpv6Options options = OptionDecoder.decode(new OctetReader(message, position, end, depth + 1, inner, null));
        position = end;
        return options;
    }

    /** Reads the rest as options of a message that was found in an option, however malformed they are. */
    Dhcpv6Options readOptionsOfMessage() {
        OptionSequence plain = PlainOptions.read(message, position, end, depth + 1);
        if (plain == null) {
            return readOptions(Tolerance.ALL);
        }
        position = end;
        return Dhcpv6Options.ofPlain(plain, null);
    }

    /**
     * Returns options that were read from here.
     *
     * @param places of the options in this order
     */
    OptionSequence sequence(Dhcpv6Option[] options, OptionTable places) {
        return OptionSequence.ofDecoded(options, message, places);
    }

    /** @throws MalformedMessageException when data of the option is left */
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
