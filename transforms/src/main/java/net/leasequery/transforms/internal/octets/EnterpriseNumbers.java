package net.leasequery.transforms.internal.octets;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** IANA private enterprise numbers that are common in DHCP, with their registered owners. */
final class EnterpriseNumbers {

    private static final Map<Long, String> NAMES = Map.ofEntries(
            Map.entry(9L, "ciscoSystems"),
            Map.entry(11L, "Hewlett-Packard"),
            Map.entry(311L, "Microsoft"),
            Map.entry(2011L, "HUAWEI Technology Co.,Ltd"),
            Map.entry(2636L, "Juniper Networks, Inc."),
            Map.entry(3561L, "The Broadband Forum"),
            Map.entry(4491L, "Cable Television Laboratories, Inc."),
            Map.entry(14988L, "MikroTik"),
            Map.entry(30065L, "Arista Networks, Inc."),
            Map.entry(43793L, "systemd"));

    private EnterpriseNumbers() {}

    /** Reads four octets in network byte order, unsigned. */
    static long read(byte[] octets, int at) {
        long number = 0;
        for (int i = at; i < at + 4; i++) {
            number = (number << Byte.SIZE) | (octets[i] & 0xff);
        }
        return number;
    }

    /** Returns the owner; null if the number is not a common one. */
    static @Nullable String name(long number) {
        return NAMES.get(number);
    }
}
