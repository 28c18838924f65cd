package dev.freshet.engine.cycle;

import dev.freshet.kernel.port.Scratch;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * How much of the heap changes and results may take that wait for a refresh, and where the rest goes. Confined to the cycle's thread.
 *
 * @param heapBytes for all stream tables together
 */
record WaitingRoom(Scratch scratch, long heapBytes) {
    private static final long MOST = 512L << 20;
    /** Less is not worth a file. */
    private static final long SMALL = 1 << 18;

    /** An eighth of the heap. */
    static WaitingRoom of(Scratch scratch) {
        return new WaitingRoom(scratch, Math.min(MOST, Runtime.getRuntime().maxMemory() / 8));
    }

    /** Of one stream table's changes, and as much of its results. */
    long ofOne() {
        return heapBytes / 4;
    }

    /**
     * Where all together hold too much, the largest give way.
     *
     * @param guard runs what a stream table does, and sees to what becomes of it if there is no room
     */
    void relieve(Collection<StreamTable> tables, BiConsumer<StreamTable, Runnable> guard) {
        long held = held(tables);
        if (held <= heapBytes) {
            return;
        }
        List<StreamTable> largestFirst = tables.stream()
                .filter(table -> table.waitingBytes() > SMALL)
                .sorted(Comparator.comparingLong(StreamTable::waitingBytes).reversed())
                .toList();
        for (StreamTable table : largestFirst) {
            guard.accept(table, table::giveWay);
            if (held(tables) <= heapBytes) {
                return;
            }
        }
    }

    /** Bytes of heap that wait. */
    static long held(Collection<StreamTable> tables) {
        long bytes = 0;
        for (StreamTable table : tables) {
            bytes += table.waitingBytes();
        }
        return bytes;
    }
}
