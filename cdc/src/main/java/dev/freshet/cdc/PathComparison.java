package dev.freshet.cdc;

import dev.freshet.cdc.trigger.BufferRows;
import dev.freshet.cdc.wal.WalTransaction;
import dev.freshet.kernel.clock.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What trigger and WAL brought of one source, transaction by transaction, for those that came whole (beyond Q). Two net changes are taken
 * as equal if the weighted sums of their rows' hashes are.
 */
final class PathComparison {
    private static final int MOST_TOLD = 5;

    private PathComparison() {}

    /**
     * Where they differ, in words; empty if they agree.
     *
     * @param since what it sees was compared before
     * @param q the transactions up to it may have come in part
     * @param byTrigger net changes by transaction
     * @param delivered what the same snapshot sees of the WAL
     */
    static Optional<String> difference(
            int source, Snapshot since, long q, Map<Long, Long> byTrigger, List<WalTransaction> delivered) {
        Map<Long, Long> trigger = new HashMap<>(byTrigger);
        Map<Long, Long> wal = new HashMap<>();
        for (WalTransaction transaction : delivered) {
            WalTransaction.Part part = transaction.parts().get(source);
            if (part == null || transaction.xid() <= q || since.sees(transaction.xid())) {
                continue;
            }
            if (!part.broken().isEmpty()) {
                return Optional.of(part.broken());
            }
            if (part.reset().isPresent()) {
                // nothing left to compare
                trigger.remove(transaction.xid());
            } else {
                wal.put(transaction.xid(), part.netChange(BufferRows.NET_SEED));
            }
        }
        trigger.keySet().removeIf(xid -> xid <= q);
        trigger.values().removeIf(net -> net == 0);
        wal.values().removeIf(net -> net == 0);
        TreeSet<Long> differing = new TreeSet<>(trigger.keySet());
        differing.addAll(wal.keySet());
        differing.removeIf(xid -> trigger.containsKey(xid) && trigger.get(xid).equals(wal.get(xid)));
        return differing.isEmpty()
                ? Optional.empty()
                : Optional.of(differing.stream()
                        .limit(MOST_TOLD)
                        .map(xid -> "transaction " + xid + " " + where(trigger.containsKey(xid), wal.containsKey(xid)))
                        .collect(Collectors.joining(", ")));
    }

    private static String where(boolean byTrigger, boolean fromWal) {
        if (byTrigger && fromWal) {
            return "differs";
        }
        return byTrigger ? "came by trigger only" : "came from the WAL only";
    }
}
