package net.leasequery.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which test proves which requirement, as the {@code @Tag} annotations in the test sources say. */
final class TaggedTests {

    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([^\"]+)\"\\)");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|record)\\s+(\\w+)");
    private static final Pattern METHOD = Pattern.compile("^\\s+(?:\\w+\\s+)*[\\w<>\\[\\]]+\\s+(\\w+)\\(");

    private final Map<String, TreeSet<String>> testsByTag = new TreeMap<>();

    /** Reads every {@code *Test.java} below the modules' test folders. */
    static TaggedTests scan(Path repository) throws IOException {
        TaggedTests tagged = new TaggedTests();
        try (Stream<Path> files = Files.walk(repository)) {
            for (Path file : files.filter(TaggedTests::isTest).sorted().toList()) {
                tagged.read(file);
            }
        }
        return tagged;
    }

    private static boolean isTest(Path file) {
        String path = file.toString();
        return path.endsWith(".java") && path.contains("/src/test/java/");
    }

    private void read(Path file) throws IOException {
        String type = file.getFileName().toString().replace(".java", "");
        List<String> pending = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            Matcher tag = TAG.matcher(line);
            while (tag.find()) {
                pending.add(tag.group(1));
            }
            if (pending.isEmpty() || line.trim().startsWith("@")) {
                continue;
            }
            Matcher nested = TYPE.matcher(line);
            Matcher method = METHOD.matcher(line);
            if (nested.find()) {
                record(pending, nested.group(1));
            } else if (method.find()) {
                record(pending, type + "." + method.group(1));
            }
        }
    }

    private void record(List<String> tags, String test) {
        tags.forEach(tag ->
                testsByTag.computeIfAbsent(tag, unused -> new TreeSet<>()).add(test));
        tags.clear();
    }

    /** Tests with this tag, by name; empty if there is none. */
    List<String> proving(String tag) {
        return List.copyOf(testsByTag.getOrDefault(tag, new TreeSet<>()));
    }

    /** Every tag in use. */
    List<String> tags() {
        return List.copyOf(testsByTag.keySet());
    }
}
