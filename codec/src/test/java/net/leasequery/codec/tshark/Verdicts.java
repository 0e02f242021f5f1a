package net.leasequery.codec.tshark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.leasequery.codec.Octets;
import org.junit.jupiter.api.DynamicTest;

/** Shows messages to the judge, all in one capture, and makes a test of its verdict on each. */
final class Verdicts {

    /** How a message travels in the capture. */
    interface Carrier {
        void add(Capture capture, Octets message);
    }

    private static final Path REPORTS = Path.of("..", "docs", "conformance");

    private Verdicts() {}

    /**
     * One test per message, and one that what {@code docs/conformance} shows of this version of the judge is
     * true. Written anew with {@code -Ddocs.update=true}.
     *
     * @param page name of the report
     * @param remarks complaints that are no fault of ours, such as on a message type that this judge
     *     does not know; the fields are compared all the same, and the report names the message
     */
    static Stream<DynamicTest> on(String page, List<Judged> messages, Carrier carrier, List<String> remarks)
            throws IOException, InterruptedException {
        Optional<Tshark> found = Tshark.installed();
        assumeTrue(found.isPresent(), "tshark is not installed: apt-get install tshark");
        Tshark tshark = found.orElseThrow();
        List<Map<String, String>> frames = tshark.dissect(captureOf(messages, carrier), fieldsOf(messages));
        assertThat(frames).as("frames dissected").hasSameSizeAs(messages);
        String report = report(tshark, messages, frames);
        System.out.print(report);
        DynamicTest shown = DynamicTest.dynamicTest("the report is shown", () -> checkPage(page, tshark, report));
        Stream<DynamicTest> judged = IntStream.range(0, messages.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        messages.get(i).name(), () -> check(messages.get(i), frames.get(i), remarks)));
        return Stream.concat(judged, Stream.of(shown));
    }

    /** Another version of the judge may know more; its report is printed and not compared. */
    private static void checkPage(String page, Tshark tshark, String report) throws IOException {
        Path file = REPORTS.resolve("wireshark-" + page + ".txt");
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(file, report);
        }
        String shown = Files.readString(file);
        assumeTrue(shown.startsWith(tshark.version()), "the report is of another version than " + tshark.version());
        assertThat(shown).isEqualTo(report);
    }

    private static Path captureOf(List<Judged> messages, Carrier carrier) throws IOException {
        Capture capture = new Capture();
        messages.forEach(message -> carrier.add(capture, message.octets()));
        Path file = Files.createTempFile("leasequery", ".pcap");
        file.toFile().deleteOnExit();
        capture.writeTo(file);
        return file;
    }

    private static List<String> fieldsOf(List<Judged> messages) {
        TreeSet<String> fields = new TreeSet<>();
        messages.forEach(message -> fields.addAll(message.expected().keySet()));
        return new ArrayList<>(fields);
    }

    private static void check(Judged message, Map<String, String> frame, List<String> remarks) {
        Map<String, String> seen = new TreeMap<>(frame);
        seen.keySet().retainAll(message.expected().keySet());
        String complaint = frame.getOrDefault(Tshark.COMPLAINT, "");
        if (!remarks.contains(complaint)) {
            assertThat(complaint).as("complaints").isEmpty();
            assertThat(frame.get(Tshark.MALFORMED)).as("malformed").isEmpty();
        }
        assertThat(seen).containsExactlyEntriesOf(new TreeMap<>(message.expected()));
    }

    private static String report(Tshark tshark, List<Judged> messages, List<Map<String, String>> frames) {
        StringBuilder report = new StringBuilder(tshark.version()).append('\n');
        for (int i = 0; i < messages.size(); i++) {
            Map<String, String> frame = frames.get(i);
            String complaint = frame.getOrDefault(Tshark.COMPLAINT, "");
            report.append(String.format(
                    "  %-42s %2d fields  %s%n",
                    messages.get(i).name(),
                    messages.get(i).expected().size(),
                    complaint.isEmpty() ? frame.get(Tshark.SUMMARY) : "judge says: " + complaint));
        }
        return report.toString();
    }
}
