package net.leasequery.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One checkable rule.
 *
 * @param id document, section and running number, e.g. {@code R7724-7.3-1}
 * @param level MUST, SHOULD, MAY, their negations, or IMPLIED
 * @param role requestor, server or both
 * @param area part of the protocol
 * @param rule in our own words
 */
record Requirement(String id, String level, String role, String area, String rule) {

    private static final int COLUMNS = 5;

    /** Every row of the list, in its order. */
    static List<Requirement> readAll(Path csv) throws IOException {
        return Files.readAllLines(csv).stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(Requirement::parse)
                .toList();
    }

    private static Requirement parse(String line) {
        String[] columns = line.split(",", COLUMNS);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("not a requirement: " + line);
        }
        return new Requirement(columns[0], columns[1], columns[2], columns[3], columns[4]);
    }
}
