package dev.freshet.cdc.spill;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Scratch;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.spill.RowRun;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows of one source in their order: the first of them may be in files, the last are on the heap. Filled by one thread, then read by others;
 * whoever reads rows that another thread has cleared is told.
 */
public final class WaitingRows {
    private final RowLayout layout;
    private final SpillSpace space;
    private final List<RowRun> runs = new ArrayList<>(0);
    private Batch tail;
    private long spilled;
    private boolean cleared;

    public WaitingRows(RowLayout layout, SpillSpace space) {
        this.layout = layout;
        this.space = space;
        tail = new Batch(layout, 2, 128);
    }

    /** Where rows are appended; another one after {@link #spill}. */
    public synchronized Batch tail() {
        return tail;
    }

    /** Rows, wherever they are. */
    public synchronized long size() {
        return spilled + tail.size();
    }

    /** Bytes on the heap, roughly. */
    public synchronized long heapBytes() {
        return tail.byteLength() + 16L * tail.size();
    }

    /**
     * All rows so far go to a file.
     *
     * @throws dev.freshet.kernel.port.FreshetException FR3022: they stay where they are
     */
    public synchronized void spill() {
        if (!tail.isEmpty()) {
            runs.add(space.write(tail));
            spilled += tail.size();
            tail = new Batch(layout, 0, 0);
        }
    }

    /**
     * Hands over all rows in their order. What is on the heap is handed over as it stands.
     *
     * @param mostBytes of a batch that is read from a file
     * @throws dev.freshet.kernel.port.FreshetException FR3022: they cannot be read, or were cleared; some may have been handed over
     */
    public void forEach(int mostBytes, Consumer<Batch> batches) {
        List<RowRun> first;
        Batch last;
        synchronized (this) {
            if (cleared) {
                throw Fault.of(Scratch.NO_ROOM, "changes that waited were given up")
                        .exception();
            }
            first = List.copyOf(runs);
            last = tail;
        }
        for (RowRun run : first) {
            run.forEach(layout, mostBytes, batches);
        }
        if (!last.isEmpty()) {
            batches.accept(last);
        }
    }

    /** Forgets all rows. */
    public synchronized void clear() {
        cleared = true;
        runs.forEach(space::free);
        runs.clear();
        spilled = 0;
        tail = new Batch(layout, 0, 0);
    }
}
