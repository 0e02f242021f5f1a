package net.leasequery.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * The speed of each stage relative to the faster peer as an SVG: a bar for the median, a line from minimum to
 * maximum.
 */
public final class SpeedChart {

    private static final int LABELS = 250;
    private static final int WIDTH = 780;
    private static final int ROW = 26;
    private static final int TOP = 30;

    private SpeedChart() {}

    /** The picture. */
    public static String of(List<Row> rows) {
        double most = rows.stream()
                .mapToDouble(row -> row.speed().get(row.speed().size() - 1))
                .max()
                .orElse(1);
        double scale = (WIDTH - LABELS - 60) / Math.max(1, most);
        StringBuilder svg = new StringBuilder(4_096);
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"13\">%n",
                WIDTH,
                TOP + ROW * rows.size() + 12));
        svg.append("<text x=\"8\" y=\"18\">Speed beside the faster peer's bare decode (1 = as fast)</text>\n");
        for (int i = 0; i < rows.size(); i++) {
            bar(svg, rows.get(i), TOP + ROW * i, scale);
        }
        double one = LABELS + scale;
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#333\" stroke-dasharray=\"4 3\"/>%n",
                one,
                one,
                TOP - 4,
                TOP + ROW * rows.size()));
        return svg.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder svg, Row row, int y, double scale) {
        double median = row.medianSpeed();
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"8\" y=\"%d\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"16\" fill=\"%s\"/>%n",
                y + 14,
                row.stage().title().replace("&", "&amp;").replace("<", "&lt;"),
                LABELS,
                y + 2,
                median * scale,
                row.stage().isPeer() ? "#9aa5b1" : "#2f6f9f"));
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#c0392b\" stroke-width=\"2\"/>"
                        + "<text x=\"%.1f\" y=\"%d\">%.2f</text>%n",
                LABELS + row.speed().get(0) * scale,
                LABELS + row.speed().get(row.speed().size() - 1) * scale,
                y + 10,
                y + 10,
                LABELS + median * scale + 8,
                y + 14,
                median));
    }
}
