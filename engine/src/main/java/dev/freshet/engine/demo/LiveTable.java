package dev.freshet.engine.demo;

import com.codahale.metrics.Snapshot;
import dev.freshet.engine.cycle.Board;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The demo's table: redrawn in place on a terminal, printed now and then elsewhere. */
final class LiveTable {
    private static final Duration REDRAW = Duration.ofSeconds(1);
    private static final Duration REPRINT = Duration.ofSeconds(10);
    private static final String FORMAT = "%-24s %-11s %9s %11s %11s %10s %10s%n";

    private final PrintStream out;
    private final boolean terminal;
    private int drawn;

    LiveTable(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** How often it is worth drawing. */
    Duration every() {
        return terminal ? REDRAW : REPRINT;
    }

    void draw(Duration running, long written, List<Board.Line> lines, LatencyProbe probe) {
        if (terminal && drawn > 0) {
            out.print("\u001b[" + drawn + "A\u001b[J");
        }
        out.printf(Locale.ROOT, "%n%d s, %,d changes written%n", running.toSeconds(), written);
        out.printf(
                Locale.ROOT,
                FORMAT,
                "stream table",
                "schedule",
                "rows",
                "changes in",
                "changes out",
                "p50 ms",
                "p99 ms");
        for (Board.Line line : lines) {
            Optional<Snapshot> latency = probe.latency(line.name().toString());
            out.printf(
                    Locale.ROOT,
                    FORMAT,
                    line.name(),
                    line.schedule(),
                    String.format(Locale.ROOT, "%,d", line.rows()),
                    String.format(Locale.ROOT, "%,d", line.changesIn()),
                    String.format(Locale.ROOT, "%,d", line.changesOut()),
                    latency.map(l -> millis(l.getMedian())).orElse(""),
                    latency.map(l -> millis(l.get99thPercentile())).orElse(""));
        }
        out.flush();
        drawn = lines.size() + 3;
    }

    private static String millis(double nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
    }
}
