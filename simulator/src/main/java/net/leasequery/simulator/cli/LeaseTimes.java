package net.leasequery.simulator.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Shortest and longest lease time as the command line gives them: {@code 60-3600}, in seconds. */
record LeaseTimes(Duration shortest, Duration longest) {

    /** In the form of the command line. */
    @Override
    public String toString() {
        return shortest.toSeconds() + "-" + longest.toSeconds();
    }

    /** Reads {@code 60-3600} or {@code 600}. */
    static final class Converter implements ITypeConverter<LeaseTimes> {

        @Override
        public LeaseTimes convert(String text) {
            String[] ends = text.split("-", 2);
            try {
                Duration shortest = Duration.ofSeconds(Long.parseLong(ends[0]));
                return new LeaseTimes(
                        shortest, ends.length == 1 ? shortest : Duration.ofSeconds(Long.parseLong(ends[1])));
            } catch (NumberFormatException e) {
                throw new TypeConversionException("\"" + text + "\" is not like 60-3600 (seconds)");
            }
        }
    }
}
