package dev.freshet.kernel.operator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.kernel.circuit.CircuitBuilder;
import dev.freshet.kernel.operator.Law.Expected;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Union and negation. */
class LinearTest {
    private static final RowLayout ROWS = Domain.layout(ColumnType.INT4, ColumnType.TEXT, Domain.CENTS);
    private static final RowLayout SAME_ROWS = new RowLayout(
            List.of(new Column("x", ColumnType.INT4), new Column("y", ColumnType.TEXT), new Column("z", Domain.CENTS)));

    @Test
    void unionAddsUp() {
        Law.of(
                        List.of(ROWS, SAME_ROWS, ROWS),
                        List.of(r -> Domain.row(r, ROWS), r -> Domain.row(r, ROWS), r -> Domain.row(r, ROWS)),
                        (builder, in) -> builder.union(in),
                        in -> {
                            ZSet sum = new ZSet();
                            in.forEach(each -> each.forEach(sum::add));
                            return new Expected(sum);
                        })
                .holds(20);
    }

    @Test
    void negationTurnsWeightsRound() {
        Law.of(ROWS, random -> Domain.row(random, ROWS), CircuitBuilder::negate, in -> {
                    ZSet negated = new ZSet();
                    in.forEach((row, weight) -> negated.add(row, -weight));
                    return new Expected(negated);
                })
                .holds(20);
    }

    @Test
    void unionRefusesOtherRows() {
        CircuitBuilder builder = new CircuitBuilder(1);
        CircuitBuilder.Stream one = builder.input("one", ROWS);
        CircuitBuilder.Stream other = builder.input("other", Domain.layout(ColumnType.INT4));
        assertThatThrownBy(() -> builder.union(List.of(one, other))).hasMessageContaining("not the same rows");
    }
}
