package dev.freshet.kernel.arrangement;

import static dev.freshet.kernel.arrangement.RandomRows.LAYOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only shows with many rows: skew, insertion in the order of another arrangement, memory given back, weights beyond 32 bits. */
final class ArrangementScaleTest {
    private static final long SEED = new Random().nextLong();
    private static final RowKey KEY = new RowKey(LAYOUT, 0);

    private static Batch rows(List<Integer> numbers, boolean oneKey, long weight) {
        Batch batch = new Batch(LAYOUT);
        RowWriter writer = new RowWriter(batch);
        for (int n : numbers) {
            writer.begin().setLong(0, oneKey ? 1 : n).setLong(1, n).end(weight);
        }
        return batch;
    }

    private static List<Integer> shuffled(int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            numbers.add(n);
        }
        Collections.shuffle(numbers, new Random(SEED));
        return numbers;
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void aKeyOfManyRowsIsNotQuadratic() {
        System.out.println("seed " + SEED);
        List<Integer> numbers = shuffled(200_000);
        Arrangement arrangement = new Arrangement(LAYOUT, KEY, SEED);
        arrangement.applyBatch(rows(numbers, true, 1));
        assertThat(arrangement.rows()).isEqualTo(numbers.size());
        assertThat(arrangement.keys()).isEqualTo(1);
        Collections.shuffle(numbers, new Random(SEED + 1));
        arrangement.applyBatch(rows(numbers, true, 1));
        assertThat(arrangement.rows()).isEqualTo(numbers.size());
        arrangement.applyBatch(rows(numbers.subList(3, numbers.size()), true, -2));
        assertThat(arrangement.rows()).isEqualTo(3);
        assertThat(arrangement.chains().rowIndex.directory().size())
                .as("an ordinary key again")
                .isZero();
        assertThat(Reference.of(arrangement).weights)
                .isEqualTo(Reference.of(rows(numbers.subList(0, 3), true, 2)).weights);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void fillingFromAnotherOfTheSameSeedIsNotQuadratic() {
        Arrangement from = new Arrangement(LAYOUT, KEY, SEED);
        from.applyBatch(rows(shuffled(500_000), false, 1));
        Batch all = new Batch(LAYOUT);
        from.forEach(all::append);
        Arrangement to = new Arrangement(LAYOUT, KEY, SEED);
        to.applyBatch(all);
        assertThat(to.rows()).isEqualTo(500_000);
        assertThat(to.bytes()).isLessThan(from.bytes() * 12 / 10);
    }

    @Test
    void memoryOfRemovedRowsIsGivenBack() {
        System.out.println("seed " + SEED);
        List<Integer> numbers = shuffled(200_000);
        Arrangement arrangement = new Arrangement(LAYOUT, KEY, SEED);
        arrangement.applyBatch(rows(numbers, false, 1));
        arrangement.applyBatch(rows(numbers.subList(0, 20_000), true, 1));
        long full = arrangement.bytes();
        Collections.shuffle(numbers, new Random(SEED + 1));
        List<Integer> kept = numbers.subList(190_000, 200_000);
        arrangement.applyBatch(rows(numbers.subList(0, 190_000), false, -1));
        Reference expected = Reference.of(rows(kept, false, 1));
        expected.add(rows(shuffled(200_000).subList(0, 20_000), true, 1));
        assertThat(Reference.of(arrangement).weights).isEqualTo(expected.weights);
        Batch some = rows(kept.subList(0, 100), false, 1);
        assertThat(Reference.join(arrangement, some, KEY, Nulls.SAME))
                .isEqualTo(expected.join(some, KEY, KEY, Nulls.SAME));
        assertThat(arrangement.bytes()).isLessThan(full / 3);
        assertThat(arrangement.store().isSparse()).isFalse();

        arrangement.applyBatch(rows(kept, false, -1));
        arrangement.applyBatch(rows(shuffled(200_000).subList(0, 20_000), true, -1));
        assertThat(arrangement.isEmpty()).isTrue();
        assertThat(arrangement.keys()).isZero();
    }

    @Test
    void clearGivesEverythingBack() {
        Arrangement arrangement = new Arrangement(LAYOUT, KEY, SEED);
        arrangement.applyBatch(rows(shuffled(50_000), false, 1));
        arrangement.clear();
        assertThat(arrangement.isEmpty()).isTrue();
        assertThat(arrangement.bytes()).isLessThan(4000);
        arrangement.applyBatch(rows(List.of(5), false, 1));
        assertThat(arrangement.rows()).isEqualTo(1);
    }

    @Test
    void weightsMayBeWide() throws IOException {
        Arrangement arrangement = new Arrangement(LAYOUT, KEY, SEED);
        Batch row = rows(List.of(7), false, 3_000_000_000L);
        Batch less = rows(List.of(7), false, -6_000_000_000L);
        arrangement.applyBatch(row);
        assertThat(weight(arrangement, row)).isEqualTo(3_000_000_000L);
        arrangement.applyBatch(less);
        assertThat(weight(arrangement, row)).isEqualTo(-3_000_000_000L);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        arrangement.save(new DataOutputStream(out));
        Arrangement loaded =
                Arrangement.load(LAYOUT, KEY, new DataInputStream(new ByteArrayInputStream(out.toByteArray())));
        assertThat(weight(loaded, row)).isEqualTo(-3_000_000_000L);
        loaded.applyBatch(rows(List.of(7), false, 3_000_000_005L));
        assertThat(weight(loaded, row)).isEqualTo(5);
        assertThat(loaded.chains().nodes.wideWeights).isEmpty();
        loaded.applyBatch(rows(List.of(7), false, Long.MAX_VALUE - 5));
        assertThatThrownBy(() -> loaded.applyBatch(row)).isInstanceOf(ArithmeticException.class);
    }

    private static long weight(Arrangement arrangement, Batch row) {
        return arrangement.weight(row.bytes(), 0, row.length(0));
    }

    @Test
    void findsRowsOfAnotherLayout() {
        RowLayout deltaLayout =
                new RowLayout(List.of(new Column("n", ColumnType.TEXT), new Column("k", ColumnType.INT2)));
        Batch delta = new Batch(deltaLayout);
        new RowWriter(delta).begin().setLong(1, 1).end(1);
        new RowWriter(delta).begin().setLong(1, 3).end(1);
        new RowWriter(delta).begin().setNull(1).end(1);
        Arrangement arrangement = new Arrangement(LAYOUT, KEY, SEED);
        arrangement.applyBatch(rows(List.of(1, 2), false, 4));
        List<String> pairs = new ArrayList<>();
        arrangement.joinBatch(
                delta, new RowKey(deltaLayout, 1), (d, bytes, row, length, weight) -> pairs.add(d + ":" + weight));
        assertThat(pairs).containsExactly("0:4");
    }

    @Test
    void aCheckpointOfSomethingElseIsRefused() throws IOException {
        Arrangement arrangement = new Arrangement(LAYOUT, KEY, SEED);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        arrangement.save(new DataOutputStream(out));
        byte[] saved = out.toByteArray();
        for (RowKey key : List.of(new RowKey(LAYOUT, 1), RowKey.wholeRow(LAYOUT))) {
            assertThatThrownBy(
                            () -> Arrangement.load(LAYOUT, key, new DataInputStream(new ByteArrayInputStream(saved))))
                    .isInstanceOf(CheckpointMismatchException.class);
        }
        assertThatThrownBy(() -> GroupTable.load(KEY, 8, new DataInputStream(new ByteArrayInputStream(saved))))
                .isInstanceOf(CheckpointMismatchException.class);
    }
}
