package dev.freshet.kernel.arrangement;

import static dev.freshet.kernel.arrangement.RandomRows.LAYOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.row.Batch;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ZSetAccumulatorTest {
    private static final long SEED = new Random().nextLong();

    @Test
    void sumsToAConsolidatedBatch() {
        System.out.println("seed " + SEED);
        RandomRows rows = new RandomRows(SEED, 2000, 12);
        ZSetAccumulator sum = new ZSetAccumulator(LAYOUT);
        Reference reference = new Reference();
        for (int round = 0; round < 200; round++) {
            Batch batch = rows.batch(1 + rows.random.nextInt(500));
            sum.add(batch);
            reference.add(batch);
            if (round % 3 == 0) {
                sum.add(RandomRows.negated(batch));
                reference.add(RandomRows.negated(batch));
            }
            if (round % 20 == 0) {
                check(sum, reference);
            }
        }
        check(sum, reference);
        sum.add(RandomRows.negated(sum.toBatch()));
        assertThat(sum.isEmpty()).isTrue();
        assertThat(sum.toBatch().isEmpty()).isTrue();
    }

    private static void check(ZSetAccumulator sum, Reference reference) {
        Batch batch = sum.toBatch();
        assertThat(batch.size()).isEqualTo(reference.weights.size());
        assertThat(sum.rows()).isEqualTo(reference.weights.size());
        assertThat(Reference.of(batch).weights).isEqualTo(reference.weights);
    }

    @Test
    void doesNotGrowWithWhatCancelledOut() {
        ZSetAccumulator sum = new ZSetAccumulator(LAYOUT);
        RandomRows rows = new RandomRows(SEED, Integer.MAX_VALUE, 12);
        Batch kept = ZSetAccumulator.consolidate(rows.batch(10));
        sum.add(kept);
        for (int round = 0; round < 500; round++) {
            Batch batch = rows.batch(200);
            sum.add(batch);
            sum.add(RandomRows.negated(batch));
        }
        assertThat(Reference.of(sum.toBatch()).weights).isEqualTo(Reference.of(kept).weights);
        assertThat(sum.heapBytes()).isLessThan(1 << 20);
        sum.clear();
        assertThat(sum.isEmpty()).isTrue();
        assertThat(sum.heapBytes()).isLessThan(2000);
    }
}
