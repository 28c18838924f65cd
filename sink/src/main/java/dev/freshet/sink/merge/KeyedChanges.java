package dev.freshet.sink.merge;

import dev.freshet.kernel.arrangement.RowKey;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.row.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A consolidated delta of a table with a key, sorted out: a row that goes and one that comes under the same key is an update. Rows are
 * given by their number in the delta.
 *
 * @param deletes rows that go, by which of the key's columns are NULL in them (a bit each): an index finds {@code k IS NULL}, but not {@code
 *     k IS NOT DISTINCT FROM x}
 * @param updates new rows whose key is there already, likewise
 * @param inserts rows that come
 */
record KeyedChanges(Map<Integer, List<Integer>> deletes, Map<Integer, List<Integer>> updates, List<Integer> inserts) {

    static KeyedChanges of(Relation table, Batch delta, List<Integer> key) {
        RowKey rowKey = new RowKey(
                delta.layout(), key.stream().mapToInt(Integer::intValue).toArray());
        int capacity = Integer.highestOneBit(Math.max(4, delta.size() * 2)) << 1;
        int[] slots = new int[capacity];
        Arrays.fill(slots, -1);
        int[] partner = new int[delta.size()];
        Arrays.fill(partner, -1);
        for (int row = 0; row < delta.size(); row++) {
            if (Math.abs(delta.weight(row)) != 1) {
                throw duplicate(table);
            }
            int at = (int) rowKey.hash(delta.bytes(), delta.start(row), 0) & (capacity - 1);
            while (slots[at] >= 0
                    && !RowKey.same(
                            rowKey, delta.bytes(), delta.start(row), rowKey, delta.bytes(), delta.start(slots[at]))) {
                at = (at + 1) & (capacity - 1);
            }
            if (slots[at] < 0) {
                slots[at] = row;
                continue;
            }
            int other = slots[at];
            if (partner[other] >= 0 || delta.weight(other) == delta.weight(row)) {
                throw duplicate(table);
            }
            partner[other] = row;
            partner[row] = other;
        }
        KeyedChanges changes = new KeyedChanges(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        for (int row = 0; row < delta.size(); row++) {
            if (partner[row] < 0) {
                if (delta.weight(row) > 0) {
                    changes.inserts.add(row);
                } else {
                    pattern(changes.deletes, delta, key, row).add(row);
                }
            } else if (delta.weight(row) > 0) {
                pattern(changes.updates, delta, key, row).add(row);
            }
        }
        return changes;
    }

    private static List<Integer> pattern(Map<Integer, List<Integer>> rows, Batch delta, List<Integer> key, int row) {
        int nulls = 0;
        for (int i = 0; i < key.size(); i++) {
            if (delta.layout().isNull(delta.bytes(), delta.start(row), key.get(i))) {
                nulls |= 1 << i;
            }
        }
        return rows.computeIfAbsent(nulls, any -> new ArrayList<>());
    }

    private static RuntimeException duplicate(Relation table) {
        return Fault.of("FR4010", "two rows of " + table + " have one key")
                .withDetail("The plan says the key is unique, the result has it twice. Nothing was merged.")
                .withHint("This is a fault of Freshet's planner; please report the query.")
                .at(table.toString())
                .exception();
    }
}
