package net.leasequery.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Rows as a Markdown table, which is also readable on a terminal. */
public final class Table {

    private Table() {}

    /** The table, with a line end after each line. */
    public static String of(List<Row> rows) {
        StringBuilder table = new StringBuilder(1_024);
        List<String> heading = new ArrayList<>(List.of("stage", "speed (least to most)"));
        rows.stream()
                .map(Row::stage)
                .filter(Stage::isPeer)
                .forEach(peer -> heading.add("beside " + peer.title().replaceFirst(":.*", "")));
        heading.addAll(List.of("garbage", "octets of garbage", "ns"));
        line(table, heading.toArray(String[]::new));
        line(table, Collections.nCopies(heading.size(), "---").toArray(String[]::new));
        for (Row row : rows) {
            line(table, cells(row).toArray(String[]::new));
        }
        return table.toString();
    }

    private static List<String> cells(Row row) {
        List<Double> speed = row.speed();
        List<String> cells = new ArrayList<>();
        cells.add(row.stage().title());
        cells.add(String.format(
                Locale.ROOT, "%.2f (%.2f to %.2f)", row.medianSpeed(), speed.get(0), speed.get(speed.size() - 1)));
        row.beside().forEach(each -> cells.add(String.format(Locale.ROOT, "%.2f", each)));
        cells.add(String.format(Locale.ROOT, "%.2f", row.garbage()));
        cells.add(String.format(Locale.ROOT, "%.0f", row.octets()));
        cells.add(String.format(Locale.ROOT, "%.0f", row.nanos()));
        return cells;
    }

    static void line(StringBuilder table, String... cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
