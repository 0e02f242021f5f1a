package net.leasequery.codec.v6.option;

import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the options of an ordinary message, as nearly all are: every option is whole and has the format of its RFC,
 * those nested in it included, and nothing is left over. Takes one pass and one object for all options. {@link
 * OptionDecoder} reads or refuses all other messages.
 */
final class PlainOptions {

    /** Rooms in the table: a client with one lease in a message takes 14, the options of its relay agent 4. */
    private static final int USUAL_SIZE = 16;

    private static final int USUAL_SIZE_NESTED = 6;

    private static final int FOUR_OCTETS = -1;
    private static final int SPECIAL = -2;

    /** By code: the least number of octets, {@link #FOUR_OCTETS} if there are exactly so many, or {@link #SPECIAL}. */
    private static final byte[] FORMS = forms();

    /** The bits of all codes of options that contain options. */
    private static final long CONTAINERS = OptionTable.filterOf(OptionCode.IA_NA)
            | OptionTable.filterOf(OptionCode.IA_TA)
            | OptionTable.filterOf(OptionCode.IA_PD)
            | OptionTable.filterOf(OptionCode.IAADDR)
            | OptionTable.filterOf(OptionCode.IAPREFIX)
            | OptionTable.filterOf(OptionCode.LQ_QUERY)
            | OptionTable.filterOf(OptionCode.CLIENT_DATA);

    private static final int NO_CONTAINER = -1;

    private final Octets message;
    private final OptionTable table;

    private PlainOptions(Octets message, int size) {
        this.message = message;
        this.table = new OptionTable(size);
    }

    private static byte[] forms() {
        byte[] forms = new byte[128];
        forms[OptionCode.CLIENTID] = 1;
        forms[OptionCode.SERVERID] = 1;
        forms[OptionCode.RELAY_ID] = 1;
        forms[OptionCode.STATUS_CODE] = 2;
        forms[OptionCode.VENDOR_CLASS] = 4;
        forms[OptionCode.REMOTE_ID] = 4;
        forms[OptionCode.CLIENT_FQDN] = 1;
        forms[OptionCode.LQ_RELAY_DATA] = Ipv6Address.OCTETS;
        for (int code :
                new int[] {OptionCode.IA_NA, OptionCode.IA_TA, OptionCode.IA_PD, OptionCode.IAADDR, OptionCode.LQ_QUERY
                }) {
            forms[code] = (byte) fixedOctets(code);
        }
        for (int code : new int[] {
            OptionCode.CLT_TIME, OptionCode.LQ_BASE_TIME, OptionCode.LQ_START_TIME, OptionCode.LQ_END_TIME
        }) {
            forms[code] = FOUR_OCTETS;
        }
        for (int code : new int[] {OptionCode.IAPREFIX, OptionCode.ORO, OptionCode.LQ_CLIENT_LINK, OptionCode.VSS}) {
            forms[code] = SPECIAL;
        }
        return forms;
    }

    /**
     * Returns the options; none of them is decoded yet.
     *
     * @param from offset in the message of the first option
     * @param end offset after the last one
     * @param depth number of options that contain these
     * @return null if the options have to be read by {@link OptionDecoder}
     */
    static @Nullable OptionSequence read(Octets message, int from, int end, int depth) {
        if (message.length() > OptionTable.MOST_OCTETS) {
            return null;
        }
        PlainOptions options = new PlainOptions(message, depth == 0 ? USUAL_SIZE : USUAL_SIZE_NESTED);
        return options.readBlock(options.table.beginBlock(), from, end, depth)
                ? new OptionSequence(message, options.table.entries(), OptionTable.OUTERMOST)
                : null;
    }

    /** Returns false if one of the options is not plain. */
    private boolean readBlock(int block, int from, int end, int depth) {
        long filter = 0;
        int at = from;
        while (end - at >= OctetReader.OPTION_HEADER) {
            // Both fields at once.
            long header = message.unsignedIntAt(at);
            int code = (int) (header >>> Short.SIZE);
            int length = (int) header & 0xffff;
            at += OctetReader.OPTION_HEADER;
            if (length > end - at || !hasForm(code, at, length)) {
                return false;
            }
            table.add(code, at, length);
            filter |= OptionTable.filterOf(code);
            at += length;
        }
        table.endBlock(block, filter);
        return at == end && ((filter & CONTAINERS) == 0 || readNested(block, depth));
    }

    /** Reads the options within those of a block. */
    private boolean readNested(int block, int depth) {
        int first = OptionTable.firstOf(block);
        int end = first + OptionTable.countOf(table.entries(), block);
        for (int i = first; i < end; i++) {
            long option = table.entries()[i];
            int fixed = fixedOctets(OptionTable.code(option));
            int length = OptionTable.length(option);
            if (fixed != NO_CONTAINER && length > fixed) {
                int at = OptionTable.offset(option);
                int nested = table.beginBlock();
                if (depth == OctetReader.MAX_DEPTH || !readBlock(nested, at + fixed, at + length, depth + 1)) {
                    return false;
                }
                table.nest(i, nested);
            }
        }
        return true;
    }

    /** Returns the octets before the options that an option contains. */
    private static int fixedOctets(int code) {
        return switch (code) {
            case OptionCode.IA_NA, OptionCode.IA_PD -> 12;
            case OptionCode.IA_TA -> 4;
            case OptionCode.IAADDR -> 24;
            case OptionCode.IAPREFIX -> 25;
            case OptionCode.LQ_QUERY -> 17;
            case OptionCode.CLIENT_DATA -> 0;
            default -> NO_CONTAINER;
        };
    }

    /** Whether an option has the format of its RFC, apart from the options within it. */
    private boolean hasForm(int code, int offset, int length) {
        // The forms of most options by a table: a jump by code would be mispredicted for each of them.
        int form = code < FORMS.length ? FORMS[code] : 0;
        if (form >= 0) {
            return length >= form;
        }
        return form == FOUR_OCTETS ? length == 4 : hasSpecialForm(code, offset, length);
    }

    private boolean hasSpecialForm(int code, int offset, int length) {
        return switch (code) {
            case OptionCode.IAPREFIX ->
                length >= fixedOctets(code) && message.unsignedByteAt(offset + 8) <= Ipv6Prefix.MAX_LENGTH;
            case OptionCode.ORO -> length % 2 == 0;
            case OptionCode.LQ_CLIENT_LINK -> length % Ipv6Address.OCTETS == 0;
            case OptionCode.VSS -> VirtualSubnet.violation(message.slice(offset, length)) == null;
            default -> false;
        };
    }
}
