package dev.freshet.kernel.arrangement;

import static dev.freshet.kernel.arrangement.RandomRows.LAYOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.row.Batch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random deltas on an arrangement and on the reference: the same rows, weights and pairs after each. */
final class ArrangementTest {
    private static final long SEED = new Random().nextLong();

    /** Keys, hashes and sub-table sizes that meet every path: unique and skewed keys, colliding hashes, none at all. */
    static Stream<Arguments> shapes() {
        Tuning standard = Tuning.STANDARD;
        Tuning smallTables = new Tuning(-1, 32);
        Tuning fewTags = new Tuning(0x7L << 61, 32);
        Tuning oneTag = new Tuning(0, 32);
        Tuning lastTag = new Tuning(0x1L << 32, 32);
        return Stream.of(
                Arguments.of("unique", 100_000, 12, standard, new RowKey(LAYOUT, 0)),
                Arguments.of("few keys", 5, 12, standard, new RowKey(LAYOUT, 0)),
                Arguments.of("some keys", 300, 12, smallTables, new RowKey(LAYOUT, 0)),
                Arguments.of("two columns", 300, 12, smallTables, new RowKey(LAYOUT, 1, 2)),
                Arguments.of("numeric and text", 300, 12, smallTables, new RowKey(LAYOUT, 2, 3)),
                Arguments.of("whole row", 50, 12, smallTables, RowKey.wholeRow(LAYOUT)),
                Arguments.of("no column", 30, 12, standard, new RowKey(LAYOUT)),
                Arguments.of("few tags", 300, 12, fewTags, new RowKey(LAYOUT, 0)),
                Arguments.of("one tag", 100, 12, oneTag, new RowKey(LAYOUT, 0)),
                Arguments.of("two tags", 100, 12, lastTag, new RowKey(LAYOUT, 0)),
                Arguments.of("long rows", 5, 300_000, standard, new RowKey(LAYOUT, 0)),
                Arguments.of("rows of any length", 20, 20_000, standard, new RowKey(LAYOUT, 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void holdsWhatTheDeltasSumUpTo(String name, int keys, int note, Tuning tuning, RowKey key) throws IOException {
        System.out.println(name + ": seed " + SEED);
        RandomRows rows = new RandomRows(SEED, keys, note);
        int size = note > 1000 ? 20 : 300;
        Arrangement arrangement = new Arrangement(LAYOUT, key, SEED, tuning);
        Reference reference = new Reference();
        List<Batch> applied = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            Batch delta = rows.random.nextInt(3) == 0 && !applied.isEmpty()
                    ? RandomRows.negated(applied.remove(rows.random.nextInt(applied.size())))
                    : rows.batch(1 + rows.random.nextInt(size));
            arrangement.applyBatch(delta);
            reference.add(delta);
            applied.add(delta);
            if (round % 8 == 0) {
                compare(arrangement, reference, rows.batch(20), key);
                arrangement = reloaded(arrangement, key, tuning);
            }
        }
        compare(arrangement, reference, rows.batch(50), key);

        Batch rest = new Batch(LAYOUT);
        reference.weights.forEach((row, weight) -> rest.append(row.array(), 0, row.array().length, -weight));
        arrangement.applyBatch(rest);
        assertThat(arrangement.rows()).isZero();
        assertThat(arrangement.keys()).isZero();
        assertThat(arrangement.chains().rowIndex.directory().size()).isZero();
        assertThat(arrangement.store().liveBytes()).isZero();
    }

    private static Arrangement reloaded(Arrangement arrangement, RowKey key, Tuning tuning) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        arrangement.save(new DataOutputStream(out));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(out.toByteArray()));
        Arrangement loaded = Arrangement.load(LAYOUT, key, in, tuning);
        assertThat(in.available()).isZero();
        return loaded;
    }

    private static void compare(Arrangement arrangement, Reference reference, Batch delta, RowKey key) {
        assertThat(Reference.of(arrangement).weights).isEqualTo(reference.weights);
        assertThat(arrangement.rows()).isEqualTo(reference.weights.size());
        reference.weights.forEach((row, weight) -> {
            if (arrangement.weight(row.array(), 0, row.array().length) != weight) {
                throw new AssertionError("not of weight " + weight + ": " + row);
            }
        });
        for (Nulls nulls : Nulls.values()) {
            assertThat(Reference.join(arrangement, delta, key, nulls))
                    .isEqualTo(reference.join(delta, key, key, nulls));
        }
    }
}
