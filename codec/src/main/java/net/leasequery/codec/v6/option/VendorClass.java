package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import java.util.List;
import net.leasequery.codec.Octets;

/**
 * OPTION_VENDOR_CLASS: what the client reports about its hardware; one option for each vendor. RFC 8415 section 21.16.
 *
 * @param enterpriseNumber IANA Private Enterprise Number, 0..2<sup>32</sup>-1
 * @param encodedClasses as the client sent them, see {@link #classes()}
 */
public record VendorClass(long enterpriseNumber, Octets encodedClasses) implements Dhcpv6Option {

    private static final int ENTERPRISE_NUMBER_OCTETS = 4;

    /** @throws IllegalArgumentException when the enterprise-number is outside of 0..2<sup>32</sup>-1 */
    public VendorClass {
        Unsigned.check32(enterpriseNumber, "enterprise-number");
    }

    /**
     * Returns the option for these classes.
     *
     * @throws IllegalArgumentException when a class is longer than 65,535 octets
     */
    public static VendorClass of(long enterpriseNumber, List<Octets> classes) {
        return new VendorClass(enterpriseNumber, ClassData.encode(classes));
    }

    /**
     * Keeps an option that is too short for an enterprise-number as received, because the client is at fault, not the
     * server.
     */
    static Dhcpv6Option read(OctetReader data) {
        return data.remaining() < ENTERPRISE_NUMBER_OCTETS
                ? new OpaqueOption(OptionCode.VENDOR_CLASS, data.readRest())
                : new VendorClass(data.readUnsignedInt("enterprise-number"), data.readRest());
    }

    /** Returns the classes in the data of a well-formed option, see {@link #classes()}. */
    public static List<Octets> classesIn(Octets data) {
        return ClassData.items(data.slice(ENTERPRISE_NUMBER_OCTETS, data.length() - ENTERPRISE_NUMBER_OCTETS));
    }

    /** Returns the classes; all octets as one class when the client did not send the required lengths. */
    public List<Octets> classes() {
        return ClassData.items(encodedClasses);
    }

    @Override
    public int optionCode() {
        return OptionCode.VENDOR_CLASS;
    }

    @Override
    public void writeData(ByteBuf out) {
        out.writeInt((int) enterpriseNumber);
        encodedClasses.writeTo(out);
    }
}
