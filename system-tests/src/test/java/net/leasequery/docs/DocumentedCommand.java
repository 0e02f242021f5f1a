package net.leasequery.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A shell command in a fenced block of a page, with its continuation lines and without the comments around it.
 *
 * @param page path below the repository's root
 * @param text one command or pipeline
 */
record DocumentedCommand(String page, String text) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(?:sh|bash|console|shell)\\n(.*?)^ *```");
    private static final List<String> GENERATED_FOLDERS = List.of("target", "target-fast", ".git", "node_modules");

    /** Every command of every page of the repository, except those of decisions. */
    static List<DocumentedCommand> readAll(Path repository) throws IOException {
        List<DocumentedCommand> commands = new ArrayList<>();
        try (Stream<Path> files = Files.walk(repository, 3)) {
            for (Path file : files.filter(path -> isPage(repository.relativize(path)))
                    .sorted()
                    .toList()) {
                String page = repository.relativize(file).toString();
                BLOCK.matcher(Files.readString(file))
                        .results()
                        .forEach(block -> commandsOf(block.group(1))
                                .forEach(command -> commands.add(new DocumentedCommand(page, command))));
            }
        }
        return commands;
    }

    private static boolean isPage(Path path) {
        return path.toString().endsWith(".md")
                && Stream.iterate(path, folder -> folder != null, Path::getParent)
                        .noneMatch(folder ->
                                GENERATED_FOLDERS.contains(folder.getFileName().toString()));
    }

    private static List<String> commandsOf(String block) {
        List<String> commands = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        for (String line : block.lines().toList()) {
            if (command.isEmpty() && (line.isBlank() || line.strip().startsWith("#"))) {
                continue;
            }
            command.append(command.isEmpty() ? "" : "\n").append(line.strip());
            if (isComplete(command)) {
                commands.add(command.toString());
                command.setLength(0);
            }
        }
        if (!command.isEmpty()) {
            throw new IllegalArgumentException("A command does not end: " + command);
        }
        return commands;
    }

    private static boolean isComplete(CharSequence command) {
        long quotes = command.chars().filter(character -> character == '\'').count();
        char last = command.charAt(command.length() - 1);
        return quotes % 2 == 0 && last != '\\' && last != '|';
    }
}
