package dev.freshet.engine.cycle;

import dev.freshet.kernel.port.ChangeSource.RowConsumer;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.row.Batch;
import java.util.function.Consumer;

/** Who is shown how far a long read is: rows, rate, time left. */
public interface ReadProgress {
    /** A read begins. */
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

    /** A consumer that passes rows on and counts them. */
    default RowConsumer reading(Relation relation, Consumer<Batch> rows) {
        return metered("reading " + relation, rows);
    }

    /** As {@link #reading}, for the content a stream table has. */
    default RowConsumer comparing(Relation relation, Consumer<Batch> rows) {
        return metered("comparing " + relation, rows);
    }

    private RowConsumer metered(String what, Consumer<Batch> rows) {
        return new RowConsumer() {
            private Meter meter = SILENT.begin(what, 0);
            private long left;

            @Override
            public void expect(long estimatedRows) {
                left = estimatedRows;
                meter = begin(what, estimatedRows);
            }

            @Override
            public void rows(Batch batch) {
                rows.accept(batch);
                meter.rows(batch.size());
                left -= batch.size();
                if (left <= 0) {
                    meter.close();
                }
            }
        };
    }
}
