package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.arrangement.GroupTable;
import dev.freshet.kernel.arrangement.KeyImages;
import dev.freshet.kernel.arrangement.RowKey;
import dev.freshet.kernel.operator.ErrorLedger;
import dev.freshet.kernel.operator.Operator;
import dev.freshet.kernel.operator.StateSize;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.Hash;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.scalar.EvaluationError;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GROUP BY} with aggregates: a row a group that has rows, the group's columns and then a value a call. Without group columns there is
 * one group, which has its row always. NULL groups with NULL; of several images of a group's columns that are present, {@link KeyImages}
 * tells which is shown.
 *
 * <p>Not linear: holds {@link Accumulator}s a group, updated in place. What a group came to is worked out when a tick first touches it, which
 * puts −old out, and again at the tick's end: +new comes out, or, if they are the same, −old is taken back. A group whose result errs has an error, of weight 1, instead of a row.
 *
 * <p>Work a tick: O(rows of the delta), with {@code min} and {@code max} O(rows × log of a group's arguments); never the group again.
 * Confined to its circuit's thread.
 */
public final class Aggregate implements Operator {
    // a group's area
    private static final int ROWS = 0;
    /** 1 + the group's number among those touched in this tick; 0 if it is not. */
    private static final int TOUCHED = 8;

    private static final int IMAGES = 12;
    private static final int OWN = 16;

    private static final int NONE = -1;

    private final RowLayout layout;
    private final RowKey key;
    private final List<AggregateCall> calls;
    private final boolean isGlobal;
    private final GroupTable table;
    private final Optional<KeyImages> images;
    private final Argument[] keyColumns;
    private final ImageCopy[] keyCopies;
    private final Accumulator[] accumulators;
    private final Result[] results;
    private final int areaLength;

    private boolean opened;
    private final int[] located = new int[GroupTable.BLOCK];
    private int[] touched = new int[GroupTable.BLOCK];
    /** For each group touched: which row of the output takes back what it was when the tick began, or none. */
    private int[] rowBefore = new int[GroupTable.BLOCK];

    private int touchedCount;
    /** Of these rows the groups are what they were: ascending. */
    private int[] same = new int[GroupTable.BLOCK];

    private int sameCount;
    /** What came out in the last tick for each row that went in, as a guess at how much room the next one takes. */
    private double rowsEach = 2;

    private double bytesEach;
    /** The groups touched that erred when the tick began. */
    private final Map<Integer, EvaluationError> errorsBefore = new HashMap<>();

    /**
     * @param out the group's columns, then a column a call
     * @throws IllegalArgumentException if a call has no kernel, or {@code out} other columns
     */
    public Aggregate(RowLayout in, int[] groupBy, List<AggregateCall> calls, RowLayout out, long seed) {
        if (out.width() != groupBy.length + calls.size()) {
            throw new IllegalArgumentException(groupBy.length + " groups and " + calls.size() + " calls for " + out);
        }
        for (int i = 0; i < calls.size(); i++) {
            if (out.kind(groupBy.length + i) != calls.get(i).type().kind()) {
                throw new IllegalArgumentException("not the result of " + calls.get(i) + ": " + out);
            }
        }
        layout = out;
        this.calls = List.copyOf(calls);
        key = new RowKey(in, groupBy);
        isGlobal = groupBy.length == 0;
        Accumulators parts = new Accumulators(in, groupBy, calls, ROWS, OWN, Hash.of(1, seed));
        accumulators = parts.list.toArray(Accumulator[]::new);
        results = parts.results.toArray(Result[]::new);
        areaLength = parts.length();
        table = new GroupTable(key, areaLength, seed);
        images = KeyImages.several(in, groupBy)
                ? Optional.of(new KeyImages(in, groupBy, Hash.of(2, seed)))
                : Optional.empty();
        keyColumns = new Argument[groupBy.length];
        keyCopies = new ImageCopy[groupBy.length];
        for (int i = 0; i < groupBy.length; i++) {
            keyColumns[i] = new Argument(table.keyLayout(), i);
            keyCopies[i] = new ImageCopy(in.type(groupBy[i]), out.type(i));
        }
        bytesEach = 2.0 * out.fixedLength();
    }

    @Override
    public RowLayout layout() {
        return layout;
    }

    @Override
    public boolean actsOnNothing() {
        return isGlobal && !opened;
    }

    @Override
    public void tick(List<Batch> inputs, Batch out, ErrorLedger errors) {
        Batch delta = inputs.getFirst();
        out.reserve((int) (delta.size() * rowsEach) + 2, (long) (delta.size() * bytesEach) + 2L * layout.fixedLength());
        RowWriter writer = new RowWriter(out);
        if (isGlobal && !opened) {
            open(writer);
        }
        for (int first = 0; first < delta.size(); first += GroupTable.BLOCK) {
            int count = Math.min(GroupTable.BLOCK, delta.size() - first);
            table.locate(delta, first, count, located);
            countRows(delta, first, count, writer);
            for (Accumulator accumulator : accumulators) {
                accumulator.add(delta, first, count, table, located);
            }
        }
        settleAll(out, writer, errors);
        if (delta.size() >= GroupTable.BLOCK) {
            rowsEach = 1.1 * out.size() / delta.size();
            bytesEach = 1.1 * out.byteLength() / delta.size();
        }
        touchedCount = 0;
        errorsBefore.clear();
        for (Accumulator accumulator : accumulators) {
            accumulator.endTick();
        }
        table.reclaim();
    }

    /** Makes the one group there is without group columns, of no rows. */
    private void open(RowWriter writer) {
        Batch any = new Batch(key.layout());
        new RowWriter(any).begin().end(1);
        table.locate(any, 0, 1, located);
        touch(located[0], table.bytes(located[0]), GroupTable.state(located[0]), writer);
        opened = true;
    }

    private void countRows(Batch delta, int first, int count, RowWriter writer) {
        for (int i = 0; i < count; i++) {
            int group = located[i];
            byte[] area = table.bytes(group);
            int at = GroupTable.state(group);
            if (Bytes.getInt(area, at + TOUCHED) == 0) {
                touch(group, area, at, writer);
            }
            long weight = delta.weight(first + i);
            Bytes.putLong(area, at + ROWS, Math.addExact(Bytes.getLong(area, at + ROWS), weight));
            if (images.isPresent()) {
                int bag = Bytes.getInt(area, at + IMAGES);
                int changed = images.get().add(bag, delta.bytes(), delta.start(first + i), weight);
                Bytes.putInt(area, at + IMAGES, changed);
            }
        }
    }

    private void touch(int group, byte[] area, int at, RowWriter writer) {
        if (touchedCount == touched.length) {
            touched = Arrays.copyOf(touched, touchedCount * 2);
            rowBefore = Arrays.copyOf(rowBefore, touchedCount * 2);
        }
        touched[touchedCount] = group;
        rowBefore[touchedCount] = NONE;
        if (isShown(area, at)) {
            Optional<EvaluationError> error = write(group, area, at, writer);
            if (error.isPresent()) {
                errorsBefore.put(touchedCount, error.get());
            } else {
                rowBefore[touchedCount] = writer.end(-1);
            }
        }
        touchedCount++;
        Bytes.putInt(area, at + TOUCHED, touchedCount);
    }

    private boolean isShown(byte[] area, int at) {
        return isGlobal ? opened : Bytes.getLong(area, at + ROWS) > 0;
    }

    /** Begins a group's row and sets all its columns. */
    private Optional<EvaluationError> write(int group, byte[] area, int at, RowWriter row) {
        row.begin();
        if (images.isPresent()) {
            KeyImages held = images.get();
            int image = held.shown(Bytes.getInt(area, at + IMAGES));
            writeKey(held.bytes(image), KeyImages.row(image), row);
        } else {
            writeKey(area, table.keyRow(group), row);
        }
        for (int i = 0; i < results.length; i++) {
            Optional<EvaluationError> error = results[i].write(area, at, row, keyCopies.length + i);
            if (error.isPresent()) {
                return error;
            }
        }
        return Result.FINE;
    }

    private void writeKey(byte[] bytes, int keyRow, RowWriter row) {
        for (int i = 0; i < keyCopies.length; i++) {
            Argument column = keyColumns[i];
            if (column.isNull(bytes, keyRow)) {
                row.setNull(i);
            } else {
                keyCopies[i].write(bytes, column.from(bytes, keyRow), column.length(bytes, keyRow), row, i);
            }
        }
    }

    private void settleAll(Batch out, RowWriter writer, ErrorLedger errors) {
        for (int first = 0; first < touchedCount; first += GroupTable.BLOCK) {
            int end = Math.min(touchedCount, first + GroupTable.BLOCK);
            table.touch(touched, first, end);
            for (int i = first; i < end; i++) {
                settle(i, writer, out, errors);
            }
        }
        out.remove(same, sameCount);
        sameCount = 0;
    }

    private void settle(int number, RowWriter writer, Batch out, ErrorLedger errors) {
        int group = touched[number];
        byte[] area = table.bytes(group);
        int at = GroupTable.state(group);
        Bytes.putInt(area, at + TOUCHED, 0);
        Optional<EvaluationError> error = Result.FINE;
        if (isShown(area, at)) {
            error = write(group, area, at, writer);
            if (error.isEmpty()) {
                cancel(rowBefore[number], writer.end(1), out);
            }
        }
        if (!errorsBefore.isEmpty() || error.isPresent()) {
            replaceError(Optional.ofNullable(errorsBefore.get(number)), error, errors);
        }
        if (!isGlobal && isEmpty(area, at)) {
            table.remove(group);
        }
    }

    /** If the last row of the output is what the group was before, neither comes out. */
    private void cancel(int old, int now, Batch out) {
        if (old == NONE || out.length(old) != out.length(now)) {
            return;
        }
        byte[] bytes = out.bytes();
        if (Bytes.same(bytes, out.start(old), bytes, out.start(now), out.length(now))) {
            out.truncate(now);
            if (sameCount == same.length) {
                same = Arrays.copyOf(same, sameCount * 2);
            }
            same[sameCount++] = old;
        }
    }

    private static void replaceError(Optional<EvaluationError> old, Optional<EvaluationError> now, ErrorLedger errors) {
        if (!old.equals(now)) {
            old.ifPresent(error -> errors.add(error, -1));
            now.ifPresent(error -> errors.add(error, 1));
        }
    }

    private boolean isEmpty(byte[] area, int at) {
        for (int i = 0; i < areaLength; i += 8) {
            if (Bytes.getLong(area, at + i) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public StateSize state() {
        long bytes = table.heapBytes() + images.map(KeyImages::heapBytes).orElse(0L);
        for (Accumulator accumulator : accumulators) {
            bytes += accumulator.heapBytes();
        }
        return new StateSize(table.size(), bytes);
    }

    @Override
    public String describe() {
        List<String> groups = Arrays.stream(key.columns()).mapToObj(this::name).toList();
        List<String> values = calls.stream().map(this::describe).toList();
        return "aggregate " + values + (isGlobal ? "" : " by " + groups);
    }

    private String describe(AggregateCall call) {
        String argument = call.argument().isPresent() ? name(call.argument().getAsInt()) : "";
        String function = call.function() == AggregateFunction.COUNT_STAR
                ? "count(*)"
                : call.function().name().toLowerCase(java.util.Locale.ROOT) + "(" + (call.distinct() ? "distinct " : "")
                        + argument + ")";
        return function
                + (call.filter().isPresent() ? " filter (" + name(call.filter().getAsInt()) + ")" : "");
    }

    private String name(int column) {
        return key.layout().columns().get(column).name();
    }
}
