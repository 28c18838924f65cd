package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.arrangement.GroupTable;
import dev.freshet.kernel.arrangement.KeyImages;
import dev.freshet.kernel.arrangement.RowKey;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.RowLayout;
import java.util.Optional;
import java.util.function.Function;

/**
 * The arguments of an aggregate with DISTINCT: holds the weight of each (group, argument), and passes an argument on to another accumulator
 * when its weight rises above 0, takes it out again when it falls back. Of several images of an argument that are present,
 * {@link KeyImages} tells which counts.
 */
final class DistinctArguments extends Accumulator {
    // an argument's area
    private static final int WEIGHT = 0;
    private static final int IMAGES = 8;
    private static final int REMOVED = 12;
    private static final int AREA = 16;

    private final Choice choice;
    private final Accumulator distinct;
    private final GroupTable table;
    private final Optional<KeyImages> images;
    private final Batch chosen;
    private final int[] chosenGroups = new int[GroupTable.BLOCK];
    private final int[] arguments = new int[GroupTable.BLOCK];
    /** An image that was shown, while another takes its place. */
    private final Batch shown;

    /**
     * @param key the group's columns, then the argument
     * @param distinct makes the accumulator of the distinct arguments, given the layout of {@code key}'s columns
     */
    DistinctArguments(
            RowKey key,
            Choice choice,
            int offset,
            long seed,
            long imageSeed,
            Function<RowLayout, Accumulator> distinct) {
        super(choice, offset);
        this.choice = choice;
        int[] columns = key.columns();
        table = new GroupTable(key, AREA, seed);
        images = KeyImages.several(key.layout(), columns)
                ? Optional.of(new KeyImages(key.layout(), columns, imageSeed))
                : Optional.empty();
        this.distinct = distinct.apply(table.keyLayout());
        chosen = new Batch(key.layout());
        shown = new Batch(table.keyLayout());
    }

    /** What takes in each argument once. */
    Accumulator distinct() {
        return distinct;
    }

    @Override
    void add(Batch delta, int first, int count, GroupTable groups, int[] names) {
        chosen.clear();
        byte[] bytes = delta.bytes();
        for (int i = 0; i < count; i++) {
            int row = delta.start(first + i);
            if (choice.takes(bytes, row)) {
                chosenGroups[chosen.size()] = names[i];
                chosen.append(bytes, row, delta.end(first + i) - row, delta.weight(first + i));
            }
        }
        table.locate(chosen, 0, chosen.size(), arguments);
        for (int i = 0; i < chosen.size(); i++) {
            byte[] area = groups.bytes(chosenGroups[i]);
            add(area, GroupTable.state(chosenGroups[i]) + offset, arguments[i], i);
        }
        removeEmpty(chosen.size());
    }

    private void add(byte[] area, int at, int argument, int row) {
        byte[] held = table.bytes(argument);
        int state = GroupTable.state(argument);
        long before = Bytes.getLong(held, state + WEIGHT);
        long after = Math.addExact(before, chosen.weight(row));
        Bytes.putLong(held, state + WEIGHT, after);
        if (images.isEmpty()) {
            if (before > 0 != after > 0) {
                distinct.add(area, at, held, table.keyRow(argument), after > 0 ? 1 : -1);
            }
            return;
        }
        KeyImages present = images.get();
        int bag = Bytes.getInt(held, state + IMAGES);
        shown.clear();
        if (before > 0) {
            int image = present.shown(bag);
            shown.append(present.bytes(image), KeyImages.row(image), present.length(image), 1);
        }
        bag = present.add(bag, chosen.bytes(), chosen.start(row), chosen.weight(row));
        Bytes.putInt(held, state + IMAGES, bag);
        if (before > 0) {
            distinct.add(area, at, shown.bytes(), 0, -1);
        }
        if (after > 0) {
            int image = present.shown(bag);
            distinct.add(area, at, present.bytes(image), KeyImages.row(image), 1);
        }
    }

    private void removeEmpty(int count) {
        int removed = 0;
        for (int i = 0; i < count; i++) {
            int argument = arguments[i];
            byte[] held = table.bytes(argument);
            int state = GroupTable.state(argument);
            if (Bytes.getLong(held, state + WEIGHT) == 0
                    && Bytes.getInt(held, state + IMAGES) == 0
                    && Bytes.getInt(held, state + REMOVED) == 0) {
                // it may stand among the arguments twice
                Bytes.putInt(held, state + REMOVED, 1);
                arguments[removed++] = argument;
            }
        }
        for (int i = 0; i < removed; i++) {
            table.remove(arguments[i]);
        }
    }

    @Override
    void add(byte[] area, int at, byte[] bytes, int row, long weight) {
        throw new IllegalStateException("distinct arguments are taken in a block at a time");
    }

    @Override
    void endTick() {
        table.reclaim();
    }

    @Override
    long heapBytes() {
        return table.heapBytes() + images.map(KeyImages::heapBytes).orElse(0L) + distinct.heapBytes();
    }
}
