package net.leasequery.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** Rows as a Markdown table, which is also readable on a terminal. */
public final class Table {

    private Table() {}

    /** The table, with a line end after each line. */
    public static String of(List<Row> rows) {
        StringBuilder table = new StringBuilder(1_024);
        line(table, "stage", "speed (least to most)", "garbage", "octets of garbage", "ns");
        line(table, "---", "---", "---", "---", "---");
        for (Row row : rows) {
            List<Double> speed = row.speed();
            line(
                    table,
                    row.stage().title(),
                    String.format(
                            Locale.ROOT,
                            "%.2f (%.2f to %.2f)",
                            row.medianSpeed(),
                            speed.get(0),
                            speed.get(speed.size() - 1)),
                    String.format(Locale.ROOT, "%.2f", row.garbage()),
                    String.format(Locale.ROOT, "%.0f", row.octets()),
                    String.format(Locale.ROOT, "%.0f", row.nanos()));
        }
        return table.toString();
    }

    static void line(StringBuilder table, String... cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
