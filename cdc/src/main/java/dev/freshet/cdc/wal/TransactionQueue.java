package dev.freshet.cdc.wal;

import dev.freshet.cdc.spill.SpillSpace;
import dev.freshet.kernel.clock.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Delivered transactions and barriers in delivery order, which is commit order, until they are applied. Debezium's thread delivers, the
 * cycle's thread waits, takes and marks.
 *
 * <p>When is the stream complete for a snapshot S? As soon as one of: every transaction that S sees and the frontier before did not is
 * among the delivered; or a commit or barrier at or beyond the insert LSN read with S was delivered; or a barrier emitted after S came back.
 *
 * <p>Acknowledged is the end of the longest prefix that is applied: a transaction S does not see yet holds it.
 */
public final class TransactionQueue {
    /** Above it rule (a) is not worth its walk. */
    private static final int MOST_NEW_XIDS = 2000;
    /** Of those that have come back; who wants one may ask late, and the oldest were given up. */
    private static final int MOST_BARRIERS = 1000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Set<Long> waiting = new HashSet<>();
    private final SequencedSet<String> barriers = new LinkedHashSet<>();
    private final AtomicLong beats = new AtomicLong();
    private final long mostBytes;
    private final SpillSpace space;
    private Optional<Snapshot> applied = Optional.empty();
    private long furthest;
    private long lastTransaction;
    private long acknowledged;
    private long bytes;
    private long arrivals;
    private int readers;
    private boolean closed;

    /**
     * @param mostBytes waiting on the heap beyond which delivery is held back; where a cycle waits for more, beyond which rows go to files
     */
    public TransactionQueue(long mostBytes, SpillSpace space) {
        this.mostBytes = mostBytes;
        this.space = space;
    }

    private sealed interface Entry {
        long lsn();
    }

    private record Waiting(WalTransaction transaction) implements Entry {
        @Override
        public long lsn() {
            return transaction.endLsn();
        }
    }

    private record Passed(long lsn) implements Entry {}

    /** A transaction has been delivered to its end. One that was applied before, or waits already, is dropped here. */
    void deliver(WalTransaction transaction) throws InterruptedException {
        if (!awaitRoom(transaction)) {
            transaction.spill();
        }
        lock.lockInterruptibly();
        try {
            furthest = Math.max(furthest, transaction.endLsn());
            lastTransaction = Math.max(lastTransaction, transaction.endLsn());
            boolean again = waiting.contains(transaction.xid())
                    || applied.map(frontier -> frontier.sees(transaction.xid())).orElse(false);
            if (again) {
                transaction.release();
                entries.add(new Passed(waiting.contains(transaction.xid()) ? 0 : transaction.endLsn()));
            } else {
                entries.add(new Waiting(transaction));
                waiting.add(transaction.xid());
                bytes += transaction.bytes();
            }
            arrivals++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for room, unless a cycle waits for what is delivered: false if there is none then. */
    private boolean awaitRoom(WalTransaction transaction) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (bytes > mostBytes && readers == 0 && !closed) {
                changed.await();
            }
            return readers == 0 || bytes + transaction.bytes() <= mostBytes;
        } finally {
            lock.unlock();
        }
    }

    /** A barrier has come back. */
    void barrier(String id, long lsn) {
        lock.lock();
        try {
            furthest = Math.max(furthest, lsn);
            if (barriers.size() >= MOST_BARRIERS) {
                barriers.remove(barriers.getFirst());
            }
            barriers.add(id);
            entries.add(new Passed(lsn));
            popApplied();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The stream shows life. */
    void beat() {
        beats.incrementAndGet();
    }

    /** How often the stream has shown life. */
    public long beats() {
        return beats.get();
    }

    /** Bytes that may wait on the heap. */
    public long mostBytes() {
        return mostBytes;
    }

    /** Where rows go that are more. */
    public SpillSpace space() {
        return space;
    }

    /** Bytes of what waits, on the heap. */
    public long waitingBytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a barrier has come back; it is forgotten then. */
    boolean takeBarrier(String id, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!barriers.contains(id) && left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            return barriers.remove(id);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the stream is complete for a snapshot by what was delivered alone, rules (a) and (b).
     *
     * @param before the frontier applied before, if any
     * @param insertLsn read in one statement with the snapshot
     */
    public boolean awaitDelivered(Optional<Snapshot> before, Snapshot snapshot, long insertLsn, long nanos)
            throws InterruptedException {
        Optional<List<Long>> expected = before.flatMap(frontier -> newlyVisible(frontier, snapshot));
        lock.lockInterruptibly();
        readers++;
        changed.signalAll();
        try {
            long left = nanos;
            while (true) {
                if (furthest >= insertLsn || expected.map(waiting::containsAll).orElse(false)) {
                    return true;
                }
                if (left <= 0 || closed) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            readers--;
            lock.unlock();
        }
    }

    /** While a cycle waits for a barrier, delivery must not be held back. */
    public boolean awaitBarrier(String id, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        readers++;
        changed.signalAll();
        try {
            return takeBarrier(id, nanos);
        } finally {
            readers--;
            lock.unlock();
        }
    }

    /** What the snapshot sees of what waits, in delivery order. They stay until {@link #applied}. */
    public List<WalTransaction> visible(Snapshot snapshot) {
        lock.lock();
        try {
            List<WalTransaction> found = new ArrayList<>();
            for (Entry entry : entries) {
                if (entry instanceof Waiting(WalTransaction transaction) && snapshot.sees(transaction.xid())) {
                    found.add(transaction);
                }
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** The results of all that the snapshot sees are committed. */
    public void applied(Snapshot snapshot) {
        lock.lock();
        try {
            applied = Optional.of(snapshot);
            Deque<Entry> rest = new ArrayDeque<>(entries.size());
            for (Entry entry : entries) {
                if (entry instanceof Waiting(WalTransaction transaction) && snapshot.sees(transaction.xid())) {
                    rest.add(new Passed(transaction.endLsn()));
                    waiting.remove(transaction.xid());
                    bytes -= transaction.bytes();
                    transaction.release();
                } else {
                    rest.add(entry);
                }
            }
            entries.clear();
            entries.addAll(rest);
            popApplied();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void popApplied() {
        while (entries.peek() instanceof Passed(long lsn)) {
            acknowledged = Math.max(acknowledged, lsn);
            entries.remove();
        }
    }

    /** End of the longest applied prefix; 0 before the first. Any thread. */
    public long acknowledged() {
        lock.lock();
        try {
            return acknowledged;
        } finally {
            lock.unlock();
        }
    }

    /** End of the furthest transaction that was delivered; 0 before the first. Barriers move what is acknowledged, and not this. */
    public long lastTransaction() {
        lock.lock();
        try {
            return lastTransaction;
        } finally {
            lock.unlock();
        }
    }

    /** Rows that wait, by source. */
    public Map<Integer, Long> waitingRows() {
        lock.lock();
        try {
            Map<Integer, Long> rows = new HashMap<>();
            for (Entry entry : entries) {
                if (entry instanceof Waiting(WalTransaction transaction)) {
                    transaction
                            .parts()
                            .forEach((source, part) ->
                                    rows.merge(source, part.rows().size(), Long::sum));
                }
            }
            return rows;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a transaction waits. */
    public boolean hasWaiting() {
        lock.lock();
        try {
            return !waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** How many transactions have arrived; for {@link #awaitArrival}. */
    public long arrivals() {
        lock.lock();
        try {
            return arrivals;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until more than so many transactions have arrived, or the time is over. */
    public void awaitArrival(long seen, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (arrivals <= seen && left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The stream is gone for good (another slot will start elsewhere): what waits is void. */
    public void clear() {
        lock.lock();
        try {
            for (Entry entry : entries) {
                if (entry instanceof Waiting(WalTransaction transaction)) {
                    transaction.release();
                }
            }
            entries.clear();
            waiting.clear();
            barriers.clear();
            bytes = 0;
            furthest = 0;
            lastTransaction = 0;
            acknowledged = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets everybody go who waits here. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static Optional<List<Long>> newlyVisible(Snapshot before, Snapshot now) {
        if (now.xmax() - before.xmin() > MOST_NEW_XIDS) {
            return Optional.empty();
        }
        List<Long> found = new ArrayList<>();
        for (long xid = before.xmin(); xid < now.xmax(); xid++) {
            if (now.sees(xid) && !before.sees(xid)) {
                found.add(xid);
            }
        }
        return Optional.of(found);
    }
}
