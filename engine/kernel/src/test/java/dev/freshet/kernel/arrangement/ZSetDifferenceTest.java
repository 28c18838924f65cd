package dev.freshet.kernel.arrangement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.row.Batch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The law: sum + difference = content; random contents in random parts, over a sum that grows and shrinks. */
class ZSetDifferenceTest {
    @Test
    void sumAndDifferenceAreTheContent() {
        long seed = System.nanoTime();
        RandomRows random = new RandomRows(seed, 60, 30);
        ZSetAccumulator sum = new ZSetAccumulator(RandomRows.LAYOUT);
        for (int round = 0; round < 300; round++) {
            ZSetDifference difference = new ZSetDifference(sum);
            ZSetAccumulator content = new ZSetAccumulator(RandomRows.LAYOUT);
            if (round % 3 != 0) {
                // most of it as it was
                for (Batch same : parts(sum, 300)) {
                    difference.add(same);
                    content.add(same);
                }
            }
            for (int part = 0; part < random.random.nextInt(4); part++) {
                Batch rows = random.batch(random.random.nextInt(20));
                difference.add(rows);
                content.add(rows);
            }
            Batch delta = difference.end();
            assertThat(ZSetAccumulator.consolidate(delta).size())
                    .as("consolidated, seed %d", seed)
                    .isEqualTo(delta.size());
            sum.add(delta);
            sum.add(RandomRows.negated(content.toBatch()));
            assertThat(sum.isEmpty()).as("seed %d, round %d", seed, round).isTrue();
            sum.add(content.toBatch());
        }
    }

    @Test
    void whatIsTheSameDiffersInNothing() {
        RandomRows random = new RandomRows(1, 1000, 30);
        ZSetAccumulator sum = new ZSetAccumulator(RandomRows.LAYOUT);
        sum.add(random.batch(5000));
        ZSetDifference difference = new ZSetDifference(sum);
        for (Batch part : parts(sum, 5_000)) {
            difference.add(part);
        }
        assertThat(difference.end().size()).isZero();
    }

    private static List<Batch> parts(ZSetAccumulator sum, int bytes) {
        List<Batch> parts = new ArrayList<>();
        sum.forEach(bytes, parts::add);
        assertThat(parts)
                .allSatisfy(part -> assertThat(part.size() == 1 || part.byteLength() <= bytes)
                        .isTrue());
        return parts;
    }
}
