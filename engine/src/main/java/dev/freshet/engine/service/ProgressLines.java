package dev.freshet.engine.service;

import dev.freshet.engine.cycle.ReadProgress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Progress of whole reads on standard error: a bar with rows, rate and time left on a terminal, a line every few seconds elsewhere. A read
 * that is over before anybody could wonder shows nothing.
 */
public final class ProgressLines implements ReadProgress {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressLines.class);
    private static final Duration BAR_AFTER = Duration.ofSeconds(1);
    private static final Duration LINE_EVERY = Duration.ofSeconds(5);

    @Override
    public Meter begin(String what, long estimatedRows) {
        return System.console() != null && System.console().isTerminal()
                ? new Bar(what, estimatedRows)
                : new Lines(what, estimatedRows);
    }

    /** On a terminal. */
    private static final class Bar implements Meter {
        private final String what;
        private final long estimated;
        private final long begun = System.nanoTime();
        private long rows;
        private Optional<ProgressBar> bar = Optional.empty();

        Bar(String what, long estimated) {
            this.what = what;
            this.estimated = estimated;
        }

        @Override
        public void rows(long more) {
            rows += more;
            if (bar.isEmpty() && System.nanoTime() - begun >= BAR_AFTER.toNanos()) {
                bar = Optional.of(new ProgressBarBuilder()
                        .setTaskName(what)
                        // a negative maximum is one that is not known
                        .setInitialMax(estimated > 0 ? Math.max(estimated, rows) : -1)
                        .setUnit(" rows", 1)
                        .startsFrom(0, Duration.ofNanos(System.nanoTime() - begun))
                        .showSpeed()
                        .setStyle(ProgressBarStyle.ASCII)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err))
                        .build());
            }
            bar.ifPresent(shown -> {
                if (estimated > 0 && rows > shown.getMax()) {
                    shown.maxHint(rows);
                }
                shown.stepTo(rows);
            });
        }

        @Override
        public void close() {
            bar.ifPresent(ProgressBar::close);
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
                String line = String.format(Locale.ROOT, "%s: %,d rows, %,.0f rows/s", what, rows, rate);
                LOG.info("{}", estimated > rows ? line + left(rate) : line);
            }
        }

        private String left(double rate) {
            return String.format(
                    Locale.ROOT,
                    ", of about %,d; about %.0f s left",
                    estimated,
                    (estimated - rows) / Math.max(rate, 1));
        }

        @Override
        public void close() {
            if (lastLine > begun) {
                double seconds = (System.nanoTime() - begun) / 1e9;
                LOG.info("{}", String.format(Locale.ROOT, "%s: %,d rows in %.1f s", what, rows, seconds));
            }
        }
    }
}
