package net.leasequery.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The machine that ran the benchmarks, in one line. */
public final class Machine {

    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    private Machine() {}

    /** Processors, system and JVM. */
    public static String description() {
        return String.format(
                Locale.ROOT,
                "%d processors (%s), %s %s, Java %s (%s)",
                Runtime.getRuntime().availableProcessors(),
                model(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"));
    }

    /** The load average of the last minute; negative if the system does not provide it. */
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String model() {
        if (!Files.isReadable(CPU)) {
            return "of an unknown kind";
        }
        try (Stream<String> lines = Files.lines(CPU)) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("of an unknown kind");
        } catch (IOException e) {
            return "of an unknown kind: " + e.getMessage();
        }
    }
}
