package dev.freshet.kernel.spill;

import dev.freshet.kernel.arrangement.RowKey;
import dev.freshet.kernel.arrangement.ZSetAccumulator;
import dev.freshet.kernel.port.Scratch;
import dev.freshet.kernel.port.Scratch.ScratchFile;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.Rows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sums batches to a consolidated Z-set that may be larger than the heap. Up to a bound it is a {@link ZSetAccumulator}. Beyond, what it
 * holds goes to a file, cut into partitions by the hash of the key: equal rows, and rows with equal keys, meet in one partition, so each
 * is consolidated by itself; one that would not fit is read several times, each time for other keys. A file of which the greater part has cancelled out is written anew.
 *
 * <pre>
 *   add → sum ─(full)─► partition 0 │ run │ run │ …
 *                       …                              rows(): one partition after another, summed up
 *                       partition 255
 * </pre>
 *
 * <p>After a fault of the disk (FR3022) its content is void. Confined to one thread.
 */
public final class SpillingZSet {
    private static final int PARTITIONS = 256;
    private static final long SEED = 0x7370696c6cL;
    /** Of which each may be read so often, for a part of its rows. */
    private static final int MOST_PASSES = 1 << 12;
    /** Bytes read at a time. */
    private static final int PORTION = 1 << 16;
    /** A file is written anew when it is so many times larger than after the last time, … */
    private static final int GROWTH = 4;
    /** … and than what may be on the heap. */
    private static final int LEAST_GROWTH = 8;

    private final RowLayout layout;
    private final RowKey key;
    private final Scratch scratch;
    private final long mostHeap;
    private final ZSetAccumulator sum;
    private @Nullable Spilled spilled;
    private long compacted;

    /**
     * @param key columns whose rows are wanted in one part; empty: all of them
     * @param mostHeap bytes beyond which it goes to a file
     */
    public SpillingZSet(RowLayout layout, List<Integer> key, Scratch scratch, long mostHeap) {
        this.layout = layout;
        this.key = key.isEmpty()
                ? RowKey.wholeRow(layout)
                : new RowKey(layout, key.stream().mapToInt(Integer::intValue).toArray());
        this.scratch = scratch;
        this.mostHeap = mostHeap;
        sum = new ZSetAccumulator(layout);
    }

    /** Adds all rows of a batch of the same layout. */
    public void add(Batch batch) {
        byte[] bytes = batch.bytes();
        for (int row = 0; row < batch.size(); row++) {
            sum.add(bytes, batch.start(row), batch.length(row), batch.weight(row));
            if (sum.heapBytes() > mostHeap) {
                spill();
            }
        }
    }

    /** Whether there is nothing for sure. */
    public boolean isEmpty() {
        return spilled == null && sum.isEmpty();
    }

    /** Bytes of heap, all in. */
    public long heapBytes() {
        return sum.heapBytes();
    }

    /** What is on the heap goes to the file. */
    public void spill() {
        Batch batch = sum.toBatch();
        sum.clear();
        if (batch.isEmpty()) {
            return;
        }
        Spilled to = spilled;
        if (to == null) {
            to = new Spilled(scratch.open());
            spilled = to;
        }
        to.write(batch);
        if (to.file.length() > Math.max(GROWTH * compacted, LEAST_GROWTH * mostHeap)) {
            compact(to);
        }
    }

    private void compact(Spilled from) {
        Spilled to = new Spilled(scratch.open());
        spilled = to;
        for (Batch part : from) {
            to.write(part);
        }
        from.close();
        compacted = to.file.length();
    }

    /** The sum, left where it is; good until the next change. */
    public Rows rows() {
        if (spilled != null) {
            spill();
        }
        Spilled all = spilled;
        return all == null ? Rows.of(sum.toBatch()) : all;
    }

    /** The sum, which is the caller's to close; empty from now on. */
    public Rows take() {
        Rows taken = rows();
        spilled = null;
        compacted = 0;
        sum.clear();
        return taken;
    }

    /** Empties it. */
    public void clear() {
        sum.clear();
        if (spilled != null) {
            spilled.close();
        }
        spilled = null;
        compacted = 0;
    }

    /** What is in a file. */
    private final class Spilled implements Rows {
        private final ScratchFile file;
        private final List<List<RowRun>> partitions;

        Spilled(ScratchFile file) {
            this.file = file;
            partitions = IntStream.range(0, PARTITIONS)
                    .<List<RowRun>>mapToObj(any -> new ArrayList<>(1))
                    .toList();
        }

        void write(Batch batch) {
            int[] partition = new int[batch.size()];
            int[] next = new int[PARTITIONS + 1];
            for (int row = 0; row < batch.size(); row++) {
                partition[row] = (int) (key.hash(batch.bytes(), batch.start(row), SEED) >>> 56);
                next[partition[row] + 1]++;
            }
            for (int p = 1; p < PARTITIONS; p++) {
                next[p] += next[p - 1];
            }
            int[] order = new int[batch.size()];
            for (int row = 0; row < batch.size(); row++) {
                order[next[partition[row]]++] = row;
            }
            RowRunWriter writer = new RowRunWriter(file, batch.byteLength() + (long) RowRun.HEAD * batch.size());
            for (int i = 0; i < order.length; i++) {
                int in = partition[order[i]];
                writer.add(batch, order[i]);
                if (i + 1 == order.length || partition[order[i + 1]] != in) {
                    partitions.get(in).add(writer.end());
                }
            }
        }

        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public void close() {
            file.close();
        }

        /** In how many parts, a power of two, a partition is to be read so that each fits. */
        private int passes(int partition) {
            long bytes =
                    partitions.get(partition).stream().mapToLong(RowRun::length).sum();
            int passes = 1;
            while (passes < MOST_PASSES && bytes / passes > mostHeap) {
                passes *= 2;
            }
            return passes;
        }

        private void read(int partition, int pass, int passes, ZSetAccumulator into) {
            for (RowRun run : partitions.get(partition)) {
                run.forEach(layout, PORTION, batch -> {
                    for (int row = 0; row < batch.size(); row++) {
                        int start = batch.start(row);
                        if (passes == 1 || (key.hash(batch.bytes(), start, SEED) >>> 40 & (passes - 1)) == pass) {
                            into.add(batch.bytes(), start, batch.length(row), batch.weight(row));
                        }
                    }
                });
            }
        }

        @Override
        public Iterator<Batch> iterator() {
            return new Iterator<>() {
                private int at;
                private int pass;
                private Batch part = Batch.empty(layout);

                @Override
                public boolean hasNext() {
                    while (part.isEmpty() && at < PARTITIONS) {
                        ZSetAccumulator together = new ZSetAccumulator(layout);
                        int passes = passes(at);
                        if (passes > 1) {
                            read(at, pass, passes, together);
                            pass = (pass + 1) % passes;
                            at += pass == 0 ? 1 : 0;
                        } else {
                            do {
                                read(at, 0, 1, together);
                                at++;
                            } while (at < PARTITIONS && together.heapBytes() < mostHeap / 2 && passes(at) == 1);
                        }
                        part = together.toBatch();
                    }
                    return !part.isEmpty();
                }

                @Override
                public Batch next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    Batch found = part;
                    part = Batch.empty(layout);
                    return found;
                }
            };
        }
    }
}
