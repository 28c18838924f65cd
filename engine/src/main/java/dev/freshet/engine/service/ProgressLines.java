package dev.freshet.engine.service;

import dev.freshet.engine.cycle.ReadProgress;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Progress of whole reads on standard error: a bar with rows, rate and time left on a terminal, a line every few seconds elsewhere. */
public final class ProgressLines implements ReadProgress {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressLines.class);
    private static final long WORTH_SHOWING = 50_000;
    private static final Duration LINE_EVERY = Duration.ofSeconds(5);

    @Override
    public Meter begin(String what, long estimatedRows) {
        if (estimatedRows < WORTH_SHOWING) {
            return SILENT.begin(what, estimatedRows);
        }
        return System.console() != null && System.console().isTerminal()
                ? new Bar(what, estimatedRows)
                : new Lines(what, estimatedRows);
    }

    /** On a terminal. */
    private static final class Bar implements Meter {
        private final ProgressBar bar;

        Bar(String what, long estimatedRows) {
            bar = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setInitialMax(estimatedRows)
                    .setUnit(" rows", 1)
                    .showSpeed()
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }

        @Override
        public void rows(long more) {
            bar.stepBy(more);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** In a log. */
    private static final class Lines implements Meter {
        private final String what;
        private final long estimated;
        private final long begun = System.nanoTime();
        private long rows;
        private long lastLine = begun;

        Lines(String what, long estimated) {
            this.what = what;
            this.estimated = estimated;
        }

        @Override
        public void rows(long more) {
            rows += more;
            long now = System.nanoTime();
            if (now - lastLine >= LINE_EVERY.toNanos()) {
                lastLine = now;
                double rate = rows * 1e9 / (now - begun);
                long left = Math.round(Math.max(0, estimated - rows) / Math.max(rate, 1));
                LOG.info(
                        "{}",
                        String.format(
                                Locale.ROOT,
                                "%s: %,d of about %,d rows, %,.0f rows/s, about %d s left",
                                what,
                                rows,
                                estimated,
                                rate,
                                left));
            }
        }

        @Override
        public void close() {
            double seconds = (System.nanoTime() - begun) / 1e9;
            LOG.info("{}", String.format(Locale.ROOT, "%s: %,d rows in %.1f s", what, rows, seconds));
        }
    }
}
