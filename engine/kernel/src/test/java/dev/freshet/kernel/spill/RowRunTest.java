package dev.freshet.kernel.spill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.port.Scratch.ScratchFile;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written comes back: rows, weights, order; in portions, whatever the rows' sizes are. */
class RowRunTest {
    private static final RowLayout LAYOUT =
            new RowLayout(List.of(new Column("id", ColumnType.INT8), new Column("v", ColumnType.TEXT)));

    @Test
    void rowsOfAllSizesComeBackInOrder() {
        // around the 64 KiB that are written and read at a time, and many small ones
        List<Integer> sizes = new ArrayList<>(List.of(0, 1, 65_000, 65_499, 65_500, 65_520, 65_536, 300_000, 3));
        for (int i = 0; i < 5_000; i++) {
            sizes.add(i % 100);
        }
        sizes.addAll(List.of(65_517, 1_000_000, 0));
        Batch written = new Batch(LAYOUT);
        sizes.forEach(size -> add(written, size));
        ScratchFile file = new MemoryScratch().open();
        Batch other = new Batch(LAYOUT);
        add(other, 7);
        RowRun before = RowRun.write(file, other);
        RowRun run = RowRun.write(file, written);
        RowRun behind = RowRun.write(file, other);
        assertThat(run.rows()).isEqualTo(written.size());
        assertThat(file.length()).isEqualTo(before.length() + run.length() + behind.length());
        for (int most : new int[] {1, 10_000, 1 << 20, Integer.MAX_VALUE}) {
            Batch back = new Batch(LAYOUT);
            run.forEach(LAYOUT, most, part -> {
                assertThat(part.size() == 1 || part.byteLength() <= most).isTrue();
                back.appendAll(part);
            });
            assertThat(text(back)).isEqualTo(text(written));
        }
        List<Batch> last = new ArrayList<>();
        behind.forEach(LAYOUT, 100, last::add);
        assertThat(last)
                .singleElement()
                .satisfies(batch -> assertThat(text(batch)).isEqualTo(text(other)));
    }

    @Test
    void noRowsAreNoPortions() {
        RowRun run = RowRun.write(new MemoryScratch().open(), Batch.empty(LAYOUT));
        run.forEach(LAYOUT, 100, part -> {
            throw new AssertionError("a portion of nothing");
        });
        assertThat(run.length()).isZero();
    }

    private static void add(Batch batch, int size) {
        byte[] text = new byte[size];
        Arrays.fill(text, (byte) ('a' + batch.size() % 26));
        RowWriter writer = new RowWriter(batch).begin();
        writer.setLong(0, batch.size());
        writer.setBytes(1, text, 0, size);
        writer.end(batch.size() % 2 == 0 ? 1 : -(batch.size() + 1L));
    }

    /** Each row's weight, length and hash. */
    private static List<List<Object>> text(Batch batch) {
        List<List<Object>> rows = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            rows.add(List.of(
                    batch.weight(row),
                    batch.length(row),
                    Arrays.hashCode(Arrays.copyOfRange(batch.bytes(), batch.start(row), batch.end(row)))));
        }
        return rows;
    }
}
