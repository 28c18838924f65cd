package dev.freshet.kernel.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.kernel.circuit.CircuitBuilder;
import dev.freshet.kernel.operator.Law.Expected;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.ColumnType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JoinTest {
    private static final RowLayout LEFT = Domain.layout(
            ColumnType.INT8, ColumnType.NUMERIC, ColumnType.TEXT, Domain.PADDED, ColumnType.BOOL, ColumnType.INT4);
    private static final RowLayout RIGHT = Domain.layout(
            ColumnType.TEXT, ColumnType.INT4, Domain.CENTS, ColumnType.INTERVAL, ColumnType.NUMERIC, Domain.PADDED);

    private static void holds(RowLayout left, int[] leftKey, RowLayout right, int[] rightKey) {
        law(left, leftKey, right, rightKey).holds(25);
    }

    private static Law law(RowLayout left, int[] leftKey, RowLayout right, int[] rightKey) {
        RowLayout out = left.followedBy(right);
        return Law.of(
                List.of(left, right),
                List.of(random -> Domain.row(random, left), random -> Domain.row(random, right)),
                (builder, in) -> builder.join(in.get(0), leftKey, in.get(1), rightKey, out),
                in -> new Expected(reference(left, in.get(0), leftKey, right, in.get(1), rightKey)));
    }

    private static ZSet reference(RowLayout left, ZSet a, int[] leftKey, RowLayout right, ZSet b, int[] rightKey) {
        ZSet out = new ZSet();
        a.forEach((l, leftWeight) -> b.forEach((r, rightWeight) -> {
            List<?> key = SqlEquality.canonical(left, l, leftKey);
            if (!key.contains(null) && key.equals(SqlEquality.canonical(right, r, rightKey))) {
                out.add(l.with(r.values()), leftWeight * rightWeight);
            }
        }));
        return out;
    }

    @Test
    void onIntegersOfTwoWidths() {
        holds(LEFT, new int[] {0}, RIGHT, new int[] {1});
    }

    @Test
    void onNumericsOfTwoImages() {
        holds(LEFT, new int[] {1}, RIGHT, new int[] {4});
        holds(LEFT, new int[] {1}, RIGHT, new int[] {2});
    }

    @Test
    void onSeveralColumns() {
        holds(LEFT, new int[] {3, 0}, RIGHT, new int[] {5, 1});
        holds(LEFT, new int[] {2, 5, 1}, RIGHT, new int[] {0, 1, 4});
    }

    @Test
    void onUuids() {
        RowLayout left = Domain.layout(ColumnType.BOOL, ColumnType.UUID);
        RowLayout right = Domain.layout(ColumnType.UUID, ColumnType.INT4);
        holds(left, new int[] {1}, right, new int[] {0});
    }

    /** More rows a tick than a block of the arrangement takes, and keys with enough rows to be heavy. */
    @Test
    void ofManyRowsATick() {
        RowLayout left = Domain.layout(ColumnType.INT8, ColumnType.INT4, ColumnType.TEXT);
        RowLayout right = Domain.layout(ColumnType.INT4, ColumnType.INT4, ColumnType.BOOL);
        law(left, new int[] {0, 1}, right, new int[] {0, 1}).size(5, 900).holds(2);
        law(left, new int[] {0}, right, new int[] {1}).size(4, 600).holds(1);
    }

    @Test
    void onNothingGivesEveryPair() {
        holds(LEFT, new int[0], RIGHT, new int[0]);
    }

    @Test
    void ofAnyNumberOfColumns() {
        for (int leftWidth = 1; leftWidth < 19; leftWidth += 3) {
            for (int rightWidth = 1; rightWidth < 19; rightWidth += 4) {
                RowLayout left = layout(leftWidth);
                RowLayout right = layout(rightWidth);
                Law.of(
                                List.of(left, right),
                                List.of(random -> Domain.row(random, left), random -> Domain.row(random, right)),
                                (builder, in) -> builder.join(
                                        in.get(0), new int[] {0}, in.get(1), new int[] {0}, left.followedBy(right)),
                                in -> new Expected(
                                        reference(left, in.get(0), new int[] {0}, right, in.get(1), new int[] {0})))
                        .size(4, 20)
                        .holds(1);
            }
        }
    }

    private static RowLayout layout(int width) {
        return Domain.layout(IntStream.range(0, width)
                .mapToObj(column -> column % 3 == 1 ? ColumnType.TEXT : ColumnType.INT8)
                .toArray(ColumnType[]::new));
    }

    @Test
    void withItself() {
        RowLayout out = LEFT.followedBy(LEFT);
        int[] key = {5};
        Law.of(
                        LEFT,
                        random -> Domain.row(random, LEFT),
                        (builder, in) -> builder.join(in, key, in, key, out),
                        in -> new Expected(reference(LEFT, in, key, LEFT, in, key)))
                .holds(20);
    }

    @Test
    void refusesWhatDoesNotFit() {
        CircuitBuilder builder = new CircuitBuilder(1);
        CircuitBuilder.Stream left = builder.input("left", LEFT);
        CircuitBuilder.Stream right = builder.input("right", RIGHT);
        RowLayout out = LEFT.followedBy(RIGHT);
        assertThatThrownBy(() -> builder.join(left, new int[] {0}, right, new int[] {0}, out))
                .hasMessageContaining("not comparable");
        assertThatThrownBy(() -> builder.join(left, new int[] {0}, right, new int[0], out))
                .hasMessageContaining("not comparable");
        assertThatThrownBy(() -> builder.join(left, new int[] {0}, right, new int[] {1}, LEFT))
                .hasMessageContaining("is not");
        assertThat(builder.build(builder.join(left, new int[] {0}, right, new int[] {1}, out))
                        .describe())
                .matches("""
                        join on \\[c0] = \\[c1]  \\[0 rows, \\d+ bytes]
                          input left
                          input right
                        """);
    }
}
