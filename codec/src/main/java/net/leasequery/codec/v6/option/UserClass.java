package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import java.util.List;
import net.leasequery.codec.Octets;

/**
 * OPTION_USER_CLASS: the user classes that the client claims to belong to. RFC 8415 section 21.15.
 *
 * @param encodedClasses as the client sent them, see {@link #classes()}
 */
public record UserClass(Octets encodedClasses) implements Dhcpv6Option {

    /**
     * Returns the option for these classes.
     *
     * @throws IllegalArgumentException when a class is longer than 65,535 octets
     */
    public static UserClass of(List<Octets> classes) {
        return new UserClass(ClassData.encode(classes));
    }

    static UserClass read(OctetReader data) {
        return new UserClass(data.readRest());
    }

    /** Returns the classes; all octets as one class when the client did not send the required lengths. */
    public List<Octets> classes() {
        return ClassData.items(encodedClasses);
    }

    @Override
    public int optionCode() {
        return OptionCode.USER_CLASS;
    }

    @Override
    public void writeData(ByteBuf out) {
        encodedClasses.writeTo(out);
    }
}
