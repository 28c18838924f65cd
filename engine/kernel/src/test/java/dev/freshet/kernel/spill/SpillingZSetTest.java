package dev.freshet.kernel.spill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.arrangement.ZSetAccumulator;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.row.Rows;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sum is that of an accumulator that holds everything, at whatever size of heap; each key stands in one part. */
class SpillingZSetTest {
    private static final RowLayout LAYOUT =
            new RowLayout(List.of(new Column("id", ColumnType.INT8), new Column("v", ColumnType.TEXT)));

    private final MemoryScratch scratch = new MemoryScratch();

    @ParameterizedTest
    @ValueSource(longs = {4_000, 20_000, 1 << 30})
    void sumsAsIfItHeldEverything(long heap) {
        long seed = Long.getLong("freshet.seed", System.nanoTime());
        System.out.println("freshet.seed " + seed);
        Random random = new Random(seed);
        SpillingZSet spilling = new SpillingZSet(LAYOUT, List.of(0), scratch, heap);
        ZSetAccumulator all = new ZSetAccumulator(LAYOUT);
        for (int round = 0; round < 15; round++) {
            Batch delta = new Batch(LAYOUT);
            for (int i = random.nextInt(400); i > 0; i--) {
                add(delta, random.nextInt(500), random.nextInt(3), random.nextBoolean() ? 1 : -1);
            }
            spilling.add(delta);
            all.add(delta);
            if (random.nextInt(4) == 0) {
                assertSum(spilling.rows(), all);
            }
            if (random.nextInt(12) == 0) {
                try (Rows taken = spilling.take()) {
                    assertSum(taken, all);
                    // once more, as a merge that is tried again does
                    assertSum(taken, all);
                }
                all.clear();
                assertThat(spilling.isEmpty()).isTrue();
            }
        }
        spilling.clear();
        assertThat(scratch.open).isZero();
    }

    @Test
    void aRowLargerThanTheHeapIsAPart() {
        SpillingZSet spilling = new SpillingZSet(LAYOUT, List.of(0), scratch, 1);
        Batch delta = new Batch(LAYOUT);
        for (int key = 0; key < 5; key++) {
            add(delta, key, 1, 1);
        }
        spilling.add(delta);
        assertThat(spilling.rows()).hasSize(5);
    }

    /** Rows that cancel out leave a file, and no part. */
    @Test
    void nothingIsLeft() {
        SpillingZSet spilling = new SpillingZSet(LAYOUT, List.of(), scratch, 4_000);
        for (int sign : new int[] {1, -1}) {
            Batch delta = new Batch(LAYOUT);
            for (int key = 0; key < 1_000; key++) {
                add(delta, key, 1, sign);
            }
            spilling.add(delta);
        }
        assertThat(spilling.take()).isEmpty();
    }

    /** Rows that are rewritten again and again: neither the heap nor the file grows with what has passed through. */
    @Test
    void isBoundedByWhatIsLeft() {
        SpillingZSet spilling = new SpillingZSet(LAYOUT, List.of(0), scratch, 20_000);
        ZSetAccumulator all = new ZSetAccumulator(LAYOUT);
        int keys = 3_000;
        for (int version = 0; version < 30; version++) {
            Batch delta = new Batch(LAYOUT);
            for (int key = 0; key < keys; key++) {
                add(delta, key, version, -1);
                add(delta, key, version + 1, 1);
            }
            spilling.add(delta);
            all.add(delta);
            assertThat(spilling.heapBytes()).isLessThanOrEqualTo(20_000);
        }
        // 30 times 6,000 rows of 40 bytes and more have passed; 6,000 are left
        assertThat(scratch.bytes()).isLessThan(1_500_000);
        assertThat(scratch.open).isEqualTo(1);
        assertSum(spilling.rows(), all);
    }

    /** However much is in the file, what is read of it at a time fits, and no key is in two parts. */
    @Test
    void partsAreBoundedByTheHeap() {
        int heap = 1_500;
        int rows = 40_000;
        SpillingZSet spilling = new SpillingZSet(LAYOUT, List.of(0), scratch, heap);
        Batch delta = new Batch(LAYOUT);
        for (int key = 0; key < rows; key++) {
            add(delta, key, 1, 1);
        }
        spilling.add(delta);
        // a 256th of it would not fit
        assertThat(delta.byteLength() / 256).isGreaterThan(2 * heap);
        Set<String> found = new HashSet<>();
        for (Batch part : spilling.rows()) {
            assertThat(part.byteLength()).isLessThan(2 * heap);
            text(part).keySet().forEach(row -> assertThat(found.add(row)).isTrue());
        }
        assertThat(found).hasSize(rows);
    }

    private static void assertSum(Rows parts, ZSetAccumulator all) {
        Map<String, Long> sum = new HashMap<>();
        Set<Long> keys = new HashSet<>();
        for (Batch part : parts) {
            Set<Long> inPart = new HashSet<>();
            text(part).forEach((row, weight) -> {
                assertThat(sum.put(row, weight)).as(row).isNull();
                inPart.add(Long.parseLong(row.substring(0, row.indexOf(':'))));
            });
            assertThat(keys).doesNotContainAnyElementsOf(inPart);
            keys.addAll(inPart);
        }
        assertThat(sum).isEqualTo(text(all.toBatch()));
    }

    private static Map<String, Long> text(Batch batch) {
        Map<String, Long> rows = new HashMap<>();
        for (int row = 0; row < batch.size(); row++) {
            String value = Bytes.getLong(batch.bytes(), batch.start(row) + LAYOUT.slot(0)) + ":"
                    + Arrays.hashCode(Arrays.copyOfRange(batch.bytes(), batch.start(row), batch.end(row)));
            assertThat(rows.put(value, batch.weight(row))).as(value).isNull();
            assertThat(batch.weight(row)).isNotZero();
        }
        return rows;
    }

    private static void add(Batch batch, long id, int version, long weight) {
        byte[] text = ("version " + version).getBytes(StandardCharsets.US_ASCII);
        RowWriter writer = new RowWriter(batch).begin();
        writer.setLong(0, id);
        writer.setBytes(1, text, 0, text.length);
        writer.end(weight);
    }
}
