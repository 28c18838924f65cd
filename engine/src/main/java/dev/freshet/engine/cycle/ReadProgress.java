package dev.freshet.engine.cycle;

import dev.freshet.kernel.port.ChangeSource.RowConsumer;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.row.Batch;
import java.util.function.Consumer;

/** Who is shown how far a long read is: rows, rate, time left. */
public interface ReadProgress {
    /** A read begins; 0 rows are expected where nobody knows. */
    Meter begin(String what, long estimatedRows);

    /** One read's progress; closed when it has ended, however. */
    interface Meter extends AutoCloseable {
        void rows(long more);

        @Override
        void close();
    }

    /** Shows nothing. */
    ReadProgress SILENT = (what, estimatedRows) -> new Meter() {
        @Override
        public void rows(long more) {}

        @Override
        public void close() {}
    };

    /** A consumer that passes rows on and counts them; closed by who reads. */
    default Metered reading(Relation relation, Consumer<Batch> rows) {
        return new Metered(this, "reading " + relation, rows);
    }

    /** As {@link #reading}, for the content a stream table has. */
    default Metered comparing(Relation relation, Consumer<Batch> rows) {
        return new Metered(this, "comparing " + relation, rows);
    }

    /** Passes rows on and counts them. */
    final class Metered implements RowConsumer, AutoCloseable {
        private final ReadProgress progress;
        private final String what;
        private final Consumer<Batch> next;
        private Meter meter = SILENT.begin("", 0);

        Metered(ReadProgress progress, String what, Consumer<Batch> next) {
            this.progress = progress;
            this.what = what;
            this.next = next;
        }

        @Override
        public void expect(long estimatedRows) {
            meter.close();
            meter = progress.begin(what, estimatedRows);
        }

        @Override
        public void rows(Batch batch) {
            next.accept(batch);
            meter.rows(batch.size());
        }

        @Override
        public void close() {
            meter.close();
        }
    }
}
