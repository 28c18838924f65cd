package dev.freshet.kernel.operator;

import dev.freshet.kernel.arrangement.GroupTable;
import dev.freshet.kernel.arrangement.KeyImages;
import dev.freshet.kernel.arrangement.RowKey;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.RowLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code SELECT DISTINCT}: each row whose weight is positive, once. Not linear: holds the weight of every row, and a row comes out when its
 * weight rises above 0, goes when it falls back. Rows are the same by SQL equality with NULL as NULL; of several images of one row that are
 * present, {@link KeyImages} tells which is shown.
 *
 * <p>Work a tick: O(rows of the delta). Confined to its circuit's thread.
 */
public final class Distinct implements Operator {
    // a row's area
    private static final int WEIGHT = 0;
    private static final int IMAGES = 8;
    /** 1 + the number of the row among those touched in this tick; 0 if it is not. */
    private static final int TOUCHED = 12;

    private static final int AREA = 16;
    private static final int NONE = -1;

    private final RowLayout layout;
    private final GroupTable table;
    private final Optional<KeyImages> images;
    private final int[] located = new int[GroupTable.BLOCK];
    private int[] touched = new int[GroupTable.BLOCK];
    /** For each row touched: which of {@link #before} it was shown as when the tick began, or none. */
    private int[] shownBefore = new int[GroupTable.BLOCK];

    private int touchedCount;
    private final Batch before;

    public Distinct(RowLayout layout, long seed, long imageSeed) {
        this.layout = layout;
        int[] all = IntStream.range(0, layout.width()).toArray();
        boolean several = KeyImages.several(layout, all);
        table = new GroupTable(several ? new RowKey(layout, all) : RowKey.wholeRow(layout), AREA, seed);
        images = several ? Optional.of(new KeyImages(layout, all, imageSeed)) : Optional.empty();
        before = new Batch(layout);
    }

    @Override
    public RowLayout layout() {
        return layout;
    }

    @Override
    public void tick(List<Batch> inputs, Batch out, ErrorLedger errors) {
        Batch delta = inputs.getFirst();
        for (int first = 0; first < delta.size(); first += GroupTable.BLOCK) {
            int count = Math.min(GroupTable.BLOCK, delta.size() - first);
            table.locate(delta, first, count, located);
            for (int i = 0; i < count; i++) {
                add(located[i], delta, first + i);
            }
        }
        for (int i = 0; i < touchedCount; i++) {
            settle(touched[i], shownBefore[i], out);
        }
        touchedCount = 0;
        before.clear();
        table.reclaim();
    }

    private void add(int group, Batch delta, int row) {
        byte[] area = table.bytes(group);
        int at = GroupTable.state(group);
        if (Bytes.getInt(area, at + TOUCHED) == 0) {
            touch(group, area, at);
        }
        long weight = delta.weight(row);
        Bytes.putLong(area, at + WEIGHT, Math.addExact(Bytes.getLong(area, at + WEIGHT), weight));
        if (images.isPresent()) {
            int bag = Bytes.getInt(area, at + IMAGES);
            Bytes.putInt(area, at + IMAGES, images.get().add(bag, delta.bytes(), delta.start(row), weight));
        }
    }

    private void touch(int group, byte[] area, int at) {
        if (touchedCount == touched.length) {
            touched = Arrays.copyOf(touched, touchedCount * 2);
            shownBefore = Arrays.copyOf(shownBefore, touchedCount * 2);
        }
        touched[touchedCount] = group;
        shownBefore[touchedCount] = NONE;
        if (Bytes.getLong(area, at + WEIGHT) > 0) {
            shownBefore[touchedCount] = before.size();
            appendShown(group, area, at, -1, before);
        }
        touchedCount++;
        Bytes.putInt(area, at + TOUCHED, touchedCount);
    }

    private void appendShown(int group, byte[] area, int at, long weight, Batch into) {
        if (images.isPresent()) {
            KeyImages held = images.get();
            int image = held.shown(Bytes.getInt(area, at + IMAGES));
            into.append(held.bytes(image), KeyImages.row(image), held.length(image), weight);
        } else {
            into.append(area, table.keyRow(group), table.keyLength(group), weight);
        }
    }

    private boolean isShown(byte[] area, int at, int row) {
        KeyImages held = images.orElseThrow();
        int image = held.shown(Bytes.getInt(area, at + IMAGES));
        int length = held.length(image);
        return length == before.length(row)
                && Bytes.same(held.bytes(image), KeyImages.row(image), before.bytes(), before.start(row), length);
    }

    private void settle(int group, int shown, Batch out) {
        byte[] area = table.bytes(group);
        int at = GroupTable.state(group);
        Bytes.putInt(area, at + TOUCHED, 0);
        long weight = Bytes.getLong(area, at + WEIGHT);
        if (shown == NONE) {
            if (weight > 0) {
                appendShown(group, area, at, 1, out);
            }
        } else if (weight <= 0 || (images.isPresent() && !isShown(area, at, shown))) {
            out.append(before.bytes(), before.start(shown), before.length(shown), -1);
            if (weight > 0) {
                appendShown(group, area, at, 1, out);
            }
        }
        if (weight == 0 && Bytes.getInt(area, at + IMAGES) == 0) {
            table.remove(group);
        }
    }

    @Override
    public StateSize state() {
        return new StateSize(
                table.size(),
                table.heapBytes() + images.map(KeyImages::heapBytes).orElse(0L));
    }

    @Override
    public String describe() {
        return "distinct";
    }
}
