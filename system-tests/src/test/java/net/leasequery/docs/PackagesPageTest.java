package net.leasequery.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/packages.md} has the first sentence of each {@code package-info.java}, and is never stale. To write it
 * anew: {@code ./mvnw test -pl system-tests -am -Dtest=PackagesPageTest -Dpages.write=true
 * -Dsurefire.failIfNoSpecifiedTests=false}
 */
class PackagesPageTest {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = REPOSITORY.resolve("docs/packages.md");
    private static final List<String> MODULES = List.of(
            "codec",
            "requestor",
            "connector",
            "transforms",
            "streams",
            "simulator",
            "quickstart",
            "system-tests",
            "benchmarks");
    private static final String ROOT = "net.leasequery.";
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern SENTENCE = Pattern.compile("(.*?[.?])( .*)?$");
    /** A tag of Javadoc; what it shows is the last word of a link, without the package of a class. */
    private static final Pattern TAG =
            Pattern.compile("\\{@(?:code|link) (?:\\S+ )?(?:[a-z.]+\\.(?=[A-Z]))?([^}\\s]+)}");

    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?(net\\.leasequery\\.[a-z\\d.]+)\\.[A-Z]", Pattern.MULTILINE);

    private static final String INTRODUCTION = """
            # Packages: what belongs where

            Generated from the first sentence of each `package-info.java`, which says more; a test fails if this page is
            stale. Names are without `net.leasequery`. *Uses* are the other packages of the same module that its classes
            import; [architecture](architecture.md) has the modules and what each may use.
            """;

    @Test
    void thePageListsEveryPackage() throws IOException {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (String module : MODULES) {
            append(page, module);
        }
        if (Boolean.getBoolean("pages.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(page.toString());
    }

    private static void append(StringBuilder page, String module) throws IOException {
        page.append("\n## ").append(module).append("\n\n| package | what it has | files | uses |\n|---|---|---|---|\n");
        Path sources = REPOSITORY.resolve(module).resolve("src/main/java");
        List<Path> packages;
        try (Stream<Path> files = Files.walk(sources)) {
            packages = files.filter(file -> file.endsWith("package-info.java"))
                    .sorted()
                    .toList();
        }
        Set<String> names = packages.stream().map(PackagesPageTest::name).collect(Collectors.toSet());
        for (Path one : packages) {
            appendRow(page, one, names);
        }
    }

    private static void appendRow(StringBuilder page, Path packageInfo, Set<String> ofModule) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(packageInfo.resolveSibling("."))) {
            files = all.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .toList();
        }
        String name = name(packageInfo);
        Set<String> uses = new TreeSet<>();
        for (Path file : files) {
            IMPORT.matcher(read(file)).results().map(found -> found.group(1)).forEach(uses::add);
        }
        uses.retainAll(ofModule);
        uses.remove(name);
        page.append("| `%s` | %s | %d | %s |%n"
                .formatted(
                        shortened(name),
                        firstSentence(packageInfo),
                        files.size(),
                        uses.stream().map(use -> "`" + shortened(use) + "`").collect(Collectors.joining(", "))));
    }

    private static String name(Path packageInfo) {
        Matcher declared = PACKAGE.matcher(read(packageInfo));
        assertThat(declared.find()).as(packageInfo.toString()).isTrue();
        return declared.group(1);
    }

    private static String shortened(String name) {
        return name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
    }

    private static String firstSentence(Path packageInfo) {
        Matcher comment = COMMENT.matcher(read(packageInfo));
        assertThat(comment.find()).as("%s has a comment", packageInfo).isTrue();
        String text = comment.group(1).replaceAll("\\s*\\n\\s*\\*\\s?", " ").strip();
        Matcher sentence = SENTENCE.matcher(TAG.matcher(text).replaceAll("`$1`"));
        assertThat(sentence.find()).as("%s begins with a sentence", packageInfo).isTrue();
        return sentence.group(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
