package dev.freshet.kernel.row;

import java.util.Iterator;
import java.util.List;

/**
 * A consolidated Z-set in parts of bounded size, for one that may be larger than the heap: no row twice, no zero weight, and rows of one key
 * stand in one part, so that each part can be applied by itself. May be gone through several times, until it is closed. Confined to one
 * thread.
 */
public interface Rows extends Iterable<Batch>, AutoCloseable {
    /** Whether there is nothing for sure. */
    boolean isEmpty();

    /** The parts; one is the taker's until he asks for the next. */
    @Override
    Iterator<Batch> iterator();

    @Override
    default void close() {}

    /** One part, consolidated. */
    static Rows of(Batch batch) {
        return new Rows() {
            @Override
            public boolean isEmpty() {
                return batch.isEmpty();
            }

            @Override
            public Iterator<Batch> iterator() {
                return isEmpty() ? List.<Batch>of().iterator() : List.of(batch).iterator();
            }
        };
    }
}
