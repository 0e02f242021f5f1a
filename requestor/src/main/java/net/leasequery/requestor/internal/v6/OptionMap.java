package net.leasequery.requestor.internal.v6;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.Dhcpv6Options;

/**
 * Gathers options by their code without loss. The value of a code that occurs once is the option's data. The value of a
 * code that occurs more often (RFC 8415 sections 21.16 and 21.17) is the list of its whole instances, in the order of
 * the message: two octets of code, two of length, the data. A single option whose data could be mistaken for such a
 * list is also written as one, so a value that parses as a list of whole options of its own code always is such a list.
 * Octets that are not an option have code 0.
 */
final class OptionMap {

    private static final int NO_OPTION = 0;
    private static final int HEADER = 4;
    private static final int USUAL_COUNT = 2;
    private static final int[] NO_CODES = {};
    private static final Octets[] NO_DATA = {};

    // Nearly always there are no or few options: two arrays then take less than a map of lists.
    private int[] codes = NO_CODES;
    private Octets[] data = NO_DATA;
    private int count;
    private int octets;

    /** Adds the option at this place. */
    void add(Dhcpv6Options options, int index) {
        add(options.codeAt(index), options.dataAt(index));
    }

    /** Adds the octets after the last option that are not an option. */
    void addRestOf(Dhcpv6Options options) {
        if (!options.rest().isEmpty()) {
            add(NO_OPTION, options.rest());
        }
    }

    private void add(int code, Octets value) {
        if (count == codes.length) {
            int room = Math.max(USUAL_COUNT, 2 * count);
            codes = Arrays.copyOf(codes, room);
            data = Arrays.copyOf(data, room);
        }
        codes[count] = code;
        data[count++] = value;
        octets += ExpansionLimit.PER_OPTION + value.length();
    }

    /** Adds all options of the other map. */
    void addAll(OptionMap others) {
        for (int i = 0; i < others.count; i++) {
            add(others.codes[i], others.data[i]);
        }
    }

    /** Returns the estimated heap of the options. */
    int octets() {
        return octets;
    }

    boolean isEmpty() {
        return count == 0;
    }

    Map<Integer, Octets> toMap() {
        if (count == 0) {
            return Map.of();
        }
        if (count == 1) {
            return Map.of(codes[0], value(codes[0], List.of(data[0])));
        }
        Map<Integer, List<Octets>> byCode = new HashMap<>();
        for (int i = 0; i < count; i++) {
            byCode.computeIfAbsent(codes[i], unused -> new ArrayList<>(1)).add(data[i]);
        }
        Map<Integer, Octets> values = new HashMap<>();
        byCode.forEach((code, instances) -> values.put(code, value(code, instances)));
        return values;
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
