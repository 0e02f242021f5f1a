package net.leasequery.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Stacks drawn one above the other as an SVG: the wider a frame, the more samples contain it at that place. For one
 * thread.
 */
public final class FlameGraph {

    private static final int WIDTH = 1_200;
    private static final int ROW = 17;
    private static final int TOP = 34;
    /** Narrower frames are not visible. */
    private static final double LEAST_WIDTH = 0.4;

    private static final double WIDTH_OF_CHARACTER = 6.6;

    private final String title;
    private final Frame root = new Frame();

    private static final class Frame {
        private final TreeMap<String, Frame> inner = new TreeMap<>();
        private long samples;

        int depth() {
            return 1 + inner.values().stream().mapToInt(Frame::depth).max().orElse(0);
        }
    }

    /** @param title above the picture */
    public FlameGraph(String title) {
        this.title = title;
    }

    /**
     * Adds a sample.
     *
     * @param stack class and method of each frame, the outermost first
     */
    public void add(List<String> stack) {
        Frame frame = root;
        frame.samples++;
        for (String name : stack) {
            frame = frame.inner.computeIfAbsent(name, unused -> new Frame());
            frame.samples++;
        }
    }

    /** How many samples there are. */
    public long samples() {
        return root.samples;
    }

    /** The picture. */
    public String svg() {
        int height = TOP + ROW * root.depth();
        StringBuilder svg = new StringBuilder(65_536);
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"monospace\""
                        + " font-size=\"11\">%n<text x=\"8\" y=\"18\">%s</text>%n",
                WIDTH,
                height,
                escaped(title)));
        inner(svg, root, 0, height - ROW);
        return svg.append("</svg>\n").toString();
    }

    private void inner(StringBuilder svg, Frame frame, double from, int y) {
        double x = from;
        for (var each : frame.inner.entrySet()) {
            double width = (double) WIDTH * each.getValue().samples / root.samples;
            if (width >= LEAST_WIDTH) {
                draw(svg, each.getKey(), each.getValue().samples, x, y, width);
                inner(svg, each.getValue(), x, y - ROW);
            }
            x += width;
        }
    }

    private void draw(StringBuilder svg, String name, long samples, double x, int y, double width) {
        svg.append(String.format(
                Locale.ROOT,
                "<g><title>%s: %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\""
                        + " stroke=\"#fff\" stroke-width=\"0.5\"/>",
                escaped(name),
                100.0 * samples / root.samples,
                x,
                y,
                width,
                ROW - 1,
                colour(name)));
        String shown = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
        int characters = (int) (width / WIDTH_OF_CHARACTER);
        if (characters > 3) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\">%s</text>",
                    x + 2,
                    y + 12,
                    escaped(shown.substring(0, Math.min(characters, shown.length())))));
        }
        svg.append("</g>\n");
    }

    /** The color by origin of the code. */
    private static String colour(String name) {
        if (name.startsWith("net.leasequery.")) {
            return "#f2b880";
        }
        return name.startsWith("org.apache.kafka.") ? "#9cc4e4" : "#d0d3d8";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
