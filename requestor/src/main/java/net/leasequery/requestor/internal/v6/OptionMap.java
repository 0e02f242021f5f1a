package net.leasequery.requestor.internal.v6;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;

/**
 * Gathers options by their code, without a loss. A code that came once has the option's data. One that came more
 * often (RFC 8415 sections 21.16 and 21.17) has each instance whole, in the order of the message: two octets of
 * code, two of length, the data. So has one that came once if its data could be taken for such a list: a reader who
 * finds a value to be a list of whole options of its own code may always take it for one. Octets that are no option
 * stand under code 0.
 */
final class OptionMap {

    private static final int NO_OPTION = 0;
    private static final int HEADER = 4;

    private final Map<Integer, List<Octets>> byCode = new TreeMap<>();

    void add(Dhcpv6Option option) {
        add(option.optionCode(), data(option));
    }

    /** What follows the last option and is none. */
    void addRestOf(Dhcpv6Options options) {
        if (!options.rest().isEmpty()) {
            add(NO_OPTION, options.rest());
        }
    }

    private void add(int code, Octets data) {
        byCode.computeIfAbsent(code, unused -> new ArrayList<>(1)).add(data);
    }

    /** Adds all that the other one has. */
    void addAll(OptionMap others) {
        others.byCode.forEach((code, instances) -> instances.forEach(data -> add(code, data)));
    }

    boolean isEmpty() {
        return byCode.isEmpty();
    }

    Map<Integer, Octets> toMap() {
        Map<Integer, Octets> values = new TreeMap<>();
        byCode.forEach((code, instances) -> values.put(code, value(code, instances)));
        return values;
    }

    /** The data of an option as on the wire. */
    static Octets data(Dhcpv6Option option) {
        ByteBuf out = Unpooled.buffer();
        option.writeData(out);
        return Octets.copyOf(out, out.readerIndex(), out.readableBytes());
    }

    private static Octets value(int code, List<Octets> instances) {
        Octets first = instances.get(0);
        if (instances.size() == 1 && !isListOf(code, first)) {
            return first;
        }
        ByteBuf list = Unpooled.buffer();
        for (Octets instance : instances) {
            instance.writeTo(list.writeShort(code).writeShort(instance.length()));
        }
        return Octets.copyOf(list, list.readerIndex(), list.readableBytes());
    }

    private static boolean isListOf(int code, Octets data) {
        int at = 0;
        while (data.length() - at >= HEADER
                && data.unsignedShortAt(at) == code
                && data.unsignedShortAt(at + 2) <= data.length() - at - HEADER) {
            at += HEADER + data.unsignedShortAt(at + 2);
        }
        return at > 0 && at == data.length();
    }
}
