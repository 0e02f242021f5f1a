package net.leasequery.quickstart.cluster;

import java.util.ArrayList;
import java.util.List;

/**
 * Options of a simulated DHCP server.
 *
 * @param name a word for folder, log files and messages
 * @param range the configured addresses
 * @param rate changes per second; 0 for none
 * @param seed the same seed gives the same clients and the same order of changes
 * @param more further options of the {@code simulator} command
 */
public record SimulatorOptions(String name, String range, int rate, long seed, List<String> more) {

    static final String INSECURE = "--insecure";

    public SimulatorOptions {
        more = List.copyOf(more);
    }

    /** A thousand unused addresses that change only on command; answers in clear text. */
    public static SimulatorOptions quiet() {
        return new SimulatorOptions("simulator", "10.20.0.0/22", 0, 1, List.of(INSECURE));
    }

    /** A thousand addresses and as many prefixes on two links of a DHCPv6 server; otherwise like {@link #quiet}. */
    public static SimulatorOptions quietIpv6() {
        return new SimulatorOptions(
                "simulator",
                "2001:db8:0:1::/119",
                0,
                1,
                List.of(
                        INSECURE,
                        "--family",
                        "ipv6",
                        "--range",
                        "2001:db8:8000::/46/56",
                        "--range",
                        "ta:2001:db8:0:2:7::/120",
                        "--range",
                        "2001:db8:0:2::/120"));
    }

    public SimulatorOptions withName(String otherName) {
        return new SimulatorOptions(otherName, range, rate, seed, more);
    }

    public SimulatorOptions withRange(String otherRange) {
        return new SimulatorOptions(name, otherRange, rate, seed, more);
    }

    public SimulatorOptions withSeed(long otherSeed) {
        return new SimulatorOptions(name, range, rate, otherSeed, more);
    }

    SimulatorOptions without(String option) {
        return new SimulatorOptions(
                name,
                range,
                rate,
                seed,
                more.stream().filter(each -> !each.equals(option)).toList());
    }

    /** Adds options of the {@code simulator} command. */
    public SimulatorOptions with(String... options) {
        List<String> all = new ArrayList<>(more);
        all.addAll(List.of(options));
        return new SimulatorOptions(name, range, rate, seed, all);
    }
}
