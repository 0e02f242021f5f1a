package net.leasequery.quickstart.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A command for a JVM of its own, with the JDK of this process by default.
 *
 * @param javaHome of the JDK
 * @param jvmOptions options before the class path, heap size included
 * @param target {@code -cp PATH MAIN} or {@code -jar JAR}
 * @param arguments what {@code main} receives
 * @param environment variables added to those of this process
 */
public record JavaCommand(
        Path javaHome,
        List<String> jvmOptions,
        List<String> target,
        List<String> arguments,
        Map<String, String> environment) {

    /**
     * Start-up time matters more than peak speed in processes that live for minutes on two cores: no second compiler,
     * no parallel collector, classes from the JDK's shared archive.
     */
    private static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Djava.awt.headless=true");

    public JavaCommand {
        jvmOptions = List.copyOf(jvmOptions);
        target = List.copyOf(target);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** Creates a command with the JDK of this process. */
    public JavaCommand(
            List<String> jvmOptions, List<String> target, List<String> arguments, Map<String, String> environment) {
        this(Path.of(System.getProperty("java.home")), jvmOptions, target, arguments, environment);
    }

    /** A main class on the class path of all jars in a folder. {@code heap} is a size as in {@code -Xmx}. */
    public static JavaCommand mainClass(Path jars, String mainClass, String heap) {
        return mainClass(List.of(jars), mainClass, heap);
    }

    /** As {@link #mainClass(Path, String, String)}, with the jars of several folders, in their order. */
    public static JavaCommand mainClass(List<Path> jars, String mainClass, String heap) {
        String classPath = jars.stream()
                .map(folder -> folder.resolve("*").toString())
                .collect(Collectors.joining(File.pathSeparator));
        return new JavaCommand(tuned(heap), List.of("-cp", classPath, mainClass), List.of(), Map.of());
    }

    /** An executable jar. {@code heap} is a size as in {@code -Xmx}. */
    public static JavaCommand jar(Path jar, String heap) {
        return new JavaCommand(tuned(heap), List.of("-jar", jar.toString()), List.of(), Map.of());
    }

    public JavaCommand withJavaHome(Path otherHome) {
        return new JavaCommand(otherHome, jvmOptions, target, arguments, environment);
    }

    public JavaCommand with(String... moreArguments) {
        return new JavaCommand(javaHome, jvmOptions, target, joined(arguments, List.of(moreArguments)), environment);
    }

    public JavaCommand withJvmOptions(String... moreOptions) {
        return new JavaCommand(javaHome, joined(jvmOptions, List.of(moreOptions)), target, arguments, environment);
    }

    /** Replaces all variables set so far. */
    public JavaCommand withEnvironment(Map<String, String> variables) {
        return new JavaCommand(javaHome, jvmOptions, target, arguments, variables);
    }

    /** The words of the command line, this JVM's own {@code java} first. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(javaHome.resolve("bin").resolve("java").toString());
        words.addAll(jvmOptions);
        words.addAll(target);
        words.addAll(arguments);
        return words;
    }

    private static List<String> tuned(String heap) {
        return joined(List.of("-Xmx" + heap), QUICK_START);
    }

    private static List<String> joined(List<String> head, List<String> tail) {
        List<String> all = new ArrayList<>(head);
        all.addAll(tail);
        return all;
    }
}
