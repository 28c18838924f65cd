package dev.freshet.cdc.phase;

import dev.freshet.cdc.table.Members;
import dev.freshet.cdc.trigger.ChangeBuffer;
import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * A source as it is captured now. The frontier, the fingerprint and the agreement count belong to the cycle's thread; the rest is shared
 * with the thread that moves phases, guarded by this object.
 */
public final class CapturedSource {
    private static final long LEAST_COMPARE_PATIENCE = 20_000_000;
    private static final long MOST_COMPARE_PATIENCE = 2_000_000_000L;
    private static final int COMPARE_SPACING = 8;

    private final SourceTable table;
    private final ChangeBuffer buffer;

    private Members members;
    private CapturePhase phase;
    private long phaseSince;
    private String published = "";
    private long q;
    private String publishedAtQ = "";
    private long transitingSince;
    private String functionFiles;
    private String obstacle = "";
    private long retryAt;
    private long transitAt;
    private String lastError = "";
    private long buffered;
    private Optional<String> reset = Optional.empty();
    private CompletableFuture<Boolean> ready = CompletableFuture.completedFuture(true);
    private Optional<Snapshot> trimTo = Optional.empty();
    private boolean leftovers;
    private long comparePatience = LEAST_COMPARE_PATIENCE;
    private long compareAt;
    private boolean forgotten;
    private boolean altered;
    private boolean regrouped;
    private final Set<Set<Integer>> keys = new HashSet<>();

    private Optional<Snapshot> since = Optional.empty();
    private Optional<Fingerprint> fingerprint = Optional.empty();
    private int agreed;

    public CapturedSource(
            SourceTable table, Members members, ChangeBuffer buffer, CapturePhase phase, long phaseSince) {
        this.table = table;
        this.members = members;
        this.buffer = buffer;
        this.phase = phase;
        this.phaseSince = phaseSince;
        retryAt = System.nanoTime();
        transitAt = retryAt;
        functionFiles = files(members);
        rely(table);
    }

    public SourceTable table() {
        return table;
    }

    /** A query was planned with it. */
    public synchronized void rely(SourceTable planned) {
        if (!planned.key().isEmpty()) {
            keys.add(planned.key().stream()
                    .map(column -> members.source().columns().get(column).number())
                    .collect(Collectors.toUnmodifiableSet()));
        }
    }

    /** The numbers of columns that queries were planned with as a key. */
    public synchronized List<Set<Integer>> keys() {
        return List.copyOf(keys);
    }

    public Relation relation() {
        return table.relation();
    }

    public int oid() {
        return table.oid();
    }

    /** The tables that hold its rows, as its present path was made for. */
    public synchronized Members members() {
        return members;
    }

    /** Its path has been made for other members, or is about to be. */
    synchronized void members(Members now) {
        if (!now.membership().equals(members.membership())) {
            // what was in the way of one of them need not be any more
            obstacle = "";
        }
        members = now;
        functionFiles = files(now);
    }

    private static String files(Members members) {
        return members.parts().stream()
                .map(part -> Integer.toUnsignedString(part.file()))
                .collect(Collectors.joining(" "));
    }

    public ChangeBuffer buffer() {
        return buffer;
    }

    public synchronized CapturePhase phase() {
        return phase;
    }

    public synchronized long phaseSince() {
        return phaseSince;
    }

    /** Follows a move that the catalog has. */
    synchronized void moved(CapturePhase next, long at, String entry) {
        phase = next;
        phaseSince = at;
        published = entry;
        q = 0;
        transitingSince = next == CapturePhase.TRANSITIONING ? System.nanoTime() : 0;
    }

    /** The token of the publication's entry that the WAL phase rests on; empty before it. */
    public synchronized String published() {
        return published;
    }

    public synchronized void restorePublished(String token) {
        published = token;
    }

    /** The transaction id before which transactions may come in part; 0 until the WAL path is in place. */
    public synchronized long q() {
        return q;
    }

    /** The token of the publication's entry as it was before Q. */
    public synchronized String publishedAtQ() {
        return publishedAtQ;
    }

    /** On its way to the WAL, and as far as it was before that time. */
    synchronized boolean hasWaitedSince(long nanoTime) {
        return transitingSince != 0 && transitingSince - nanoTime < 0;
    }

    synchronized void passQ(long xid, String token) {
        q = xid;
        publishedAtQ = token;
        comparePatience = LEAST_COMPARE_PATIENCE;
        compareAt = 0;
    }

    /** The files, as a {@link Fingerprint} has them, that the trigger functions were made for. */
    synchronized String functionFiles() {
        return functionFiles;
    }

    /** Why the source stays on triggers for good, or empty. */
    synchronized String obstacle() {
        return obstacle;
    }

    synchronized void obstruct(String reason) {
        obstacle = reason;
    }

    /** Not to be brought to the WAL before. */
    synchronized long transitAt() {
        return transitAt;
    }

    synchronized void transitAt(long nanoTime) {
        transitAt = nanoTime;
    }

    /** No step of it to be tried before. */
    synchronized long retryAt() {
        return retryAt;
    }

    synchronized void retryAt(long nanoTime) {
        retryAt = nanoTime;
    }

    /** Rows in its buffer as of a moment ago, roughly. */
    public synchronized long buffered() {
        return buffered;
    }

    synchronized void buffered(long rows) {
        buffered = rows;
    }

    public synchronized String lastError() {
        return lastError;
    }

    public synchronized void lastError(String text) {
        lastError = text;
    }

    /** Why its changes cannot be told as a delta any more; to be reported as a reset. */
    public synchronized Optional<String> reset() {
        return reset;
    }

    /** Goes back to triggers. In the WAL phase its changes are lost from now on, and whoever reads it whole waits until {@link #recovered}. */
    synchronized void lose(String reason) {
        if (phase == CapturePhase.WAL) {
            reset = Optional.of(reason);
        }
        lastError = reason;
        if (ready.isDone()) {
            ready = new CompletableFuture<>();
        }
    }

    /** What either path has brought is not to be relied on: back to triggers, and a reset. */
    synchronized void distrust(String reason) {
        reset = Optional.of(reason);
        lose(reason);
    }

    /** Its members are others: captured anew by triggers on those, and a reset; back to the WAL as soon as it can. */
    synchronized void regroup(String reason) {
        regrouped = true;
        distrust(reason);
    }

    synchronized boolean isRegrouped() {
        return regrouped;
    }

    synchronized void recovered() {
        regrouped = false;
        ready.complete(true);
    }

    /** It is not what it was planned as: whoever captures it again does not find it as it was. */
    public synchronized void alter() {
        since = Optional.empty();
        outdated();
    }

    /** The same, found by the keeper: whoever wants to read it whole is told so, and need not wait for triggers. */
    synchronized void outdated() {
        altered = true;
        recovered();
    }

    /** Whether it is to be captured anew, even with the same columns. */
    public synchronized boolean isAltered() {
        return altered;
    }

    /** Complete when a whole read may be taken: whatever captures it is in place. */
    public synchronized CompletableFuture<Boolean> ready() {
        return ready;
    }

    /** The reset was told and applied; nothing of it is followed until it is read whole. */
    public synchronized void resetTold(String reason) {
        if (reset.equals(Optional.of(reason))) {
            reset = Optional.empty();
        }
        since = Optional.empty();
    }

    /** Up to where its buffer may be emptied; taken by the thread that does. */
    public synchronized void trim(Snapshot to) {
        trimTo = Optional.of(to);
    }

    synchronized Optional<Snapshot> takeTrim() {
        Optional<Snapshot> taken = trimTo;
        trimTo = Optional.empty();
        return taken;
    }

    /** Handed over: triggers and buffer are still there and to be removed. */
    synchronized boolean leftovers() {
        return leftovers;
    }

    synchronized void leftovers(boolean are) {
        leftovers = are;
    }

    /** Released, or captured anew in another shape: whoever still holds it does nothing with it. */
    public synchronized void forget() {
        forgotten = true;
        ready.complete(false);
    }

    synchronized boolean isForgotten() {
        return forgotten;
    }

    /** The frontier up to which its changes were applied; empty until it has been read whole. */
    public synchronized Optional<Snapshot> since() {
        return since;
    }

    public synchronized void applied(Snapshot snapshot, Fingerprint seen) {
        since = Optional.of(snapshot);
        fingerprint = Optional.of(seen);
    }

    /** What the applied snapshot showed of it. */
    public synchronized Optional<Fingerprint> fingerprint() {
        return fingerprint;
    }

    /** Cycles in a row in which trigger and WAL agreed. */
    public synchronized int agreed() {
        return agreed;
    }

    public synchronized void agreed(int cycles) {
        agreed = cycles;
    }

    /** Whether the next cycle should compare trigger and WAL, though it may wait for that. */
    public synchronized boolean isComparisonDue() {
        return compareAt == 0 || compareAt - System.nanoTime() < 0;
    }

    /** How long a cycle waits for the stream only to compare it with the trigger, nanoseconds. */
    public synchronized long comparePatience() {
        return comparePatience;
    }

    /** The stream was not complete in time: the next try is longer, and later, so that cycles are held up for a small part of the time. */
    public synchronized void comparedInVain() {
        compareAt = System.nanoTime() + COMPARE_SPACING * comparePatience;
        comparePatience = Math.min(comparePatience * 2, MOST_COMPARE_PATIENCE);
    }
}
