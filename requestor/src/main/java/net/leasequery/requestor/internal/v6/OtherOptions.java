package net.leasequery.requestor.internal.v6;

import java.util.BitSet;
import java.util.List;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.RelayForward;
import org.jspecify.annotations.Nullable;

/**
 * Collects the options of a client that a binding has no field for, as sent. This includes options that their field
 * does not represent in full, such as a vendor class with its enterprise-number, malformed options, and each instance
 * of an option that occurs more often than the RFCs allow.
 */
final class OtherOptions {

    /** For a lease without options; never modified. */
    private static final OptionMap NOTHING = new OptionMap();

    private OtherOptions() {}

    /**
     * Returns the options next to the leases of a client.
     *
     * @param traits the values that the fields of the binding show
     * @param hops the messages of the relay agents in OPTION_LQ_RELAY_DATA, the outermost first; none if there is no
     *     such option or it cannot be read
     */
    static OptionMap of(Dhcpv6Options options, ClientTraits traits, List<RelayForward> hops) {
        OptionMap others = new OptionMap();
        BitSet repeated = repeatedCodes(options);
        for (int i = 0; i < options.count(); i++) {
            if (!isShown(options, i, traits, hops)
                    || (isRepeated(repeated, options.codeAt(i)) && !isLease(options, i))) {
                others.add(options, i);
            }
        }
        others.addRestOf(options);
        return others;
    }

    /** Returns the options within an identity association, an address or a prefix, except leases and status. */
    static OptionMap within(Dhcpv6Options options) {
        if (options.count() == 0 && options.rest().isEmpty()) {
            return NOTHING;
        }
        OptionMap others = new OptionMap();
        for (int i = 0; i < options.count(); i++) {
            if (!isLease(options, i) && !isStatus(options, i)) {
                others.add(options, i);
            }
        }
        others.addRestOf(options);
        return others;
    }

    private static boolean isStatus(Dhcpv6Options options, int index) {
        return options.codeAt(index) == OptionCode.STATUS_CODE && !options.isMalformedAt(index);
    }

    private static boolean isLease(Dhcpv6Options options, int index) {
        return switch (options.codeAt(index)) {
            case OptionCode.IA_NA, OptionCode.IA_TA, OptionCode.IA_PD, OptionCode.IAADDR, OptionCode.IAPREFIX ->
                !options.isMalformedAt(index);
            default -> false;
        };
    }

    /**
     * Returns the codes that occur more than once; null if there are none. One pass, regardless of the number of
     * options.
     */
    private static @Nullable BitSet repeatedCodes(Dhcpv6Options options) {
        if (options.isKnownToBeDistinct()) {
            return null;
        }
        long seen = 0;
        BitSet seenBeyond = null;
        BitSet repeated = null;
        for (int i = 0; i < options.count(); i++) {
            int code = options.codeAt(i);
            boolean again;
            if (code < Long.SIZE) {
                again = (seen & (1L << code)) != 0;
                seen |= 1L << code;
            } else {
                seenBeyond = seenBeyond == null ? new BitSet() : seenBeyond;
                again = seenBeyond.get(code);
                seenBeyond.set(code);
            }
            if (again) {
                repeated = repeated == null ? new BitSet() : repeated;
                repeated.set(code);
            }
        }
        return repeated;
    }

    private static boolean isRepeated(@Nullable BitSet repeated, int code) {
        return repeated != null && repeated.get(code);
    }

    /** Whether an option is a lease, or the fields of the binding show it in full. */
    private static boolean isShown(Dhcpv6Options options, int index, ClientTraits traits, List<RelayForward> hops) {
        if (options.isMalformedAt(index)) {
            return false;
        }
        return switch (options.codeAt(index)) {
            case OptionCode.IA_NA,
                    OptionCode.IA_TA,
                    OptionCode.IA_PD,
                    OptionCode.IAADDR,
                    OptionCode.IAPREFIX,
                    OptionCode.CLIENTID,
                    OptionCode.CLT_TIME,
                    OptionCode.VSS -> true;
            case OptionCode.CLIENT_FQDN -> traits.fqdn() != null;
            case OptionCode.USER_CLASS -> traits.userClass() != null;
            case OptionCode.LQ_RELAY_DATA ->
                hops.size() == 1 && isShownInFull(hops.get(0).options());
            default -> false;
        };
    }

    private static boolean isShownInFull(Dhcpv6Options ofRelay) {
        if (!ofRelay.rest().isEmpty() || repeatedCodes(ofRelay) != null) {
            return false;
        }
        for (int i = 0; i < ofRelay.count(); i++) {
            if (!isShownByRelay(ofRelay, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isShownByRelay(Dhcpv6Options options, int index) {
        if (options.isMalformedAt(index)) {
            return false;
        }
        return switch (options.codeAt(index)) {
            case OptionCode.INTERFACE_ID, OptionCode.SUBSCRIBER_ID, OptionCode.RELAY_ID, OptionCode.REMOTE_ID ->
                !options.dataAt(index).isEmpty();
            default -> false;
        };
    }
}
