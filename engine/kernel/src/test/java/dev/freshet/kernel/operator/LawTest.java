package dev.freshet.kernel.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.freshet.kernel.circuit.CircuitBuilder;
import dev.freshet.kernel.operator.Law.Expected;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.type.ColumnType;
import org.junit.jupiter.api.Test;

/** That the law catches what breaks it. */
class LawTest {
    private static final RowLayout ROWS = Domain.layout(ColumnType.INT4, ColumnType.TEXT);

    /** Fails as a broken kernel would, at one value. */
    private record Broken(Expression of) implements Expression {
        @Override
        public ColumnType type() {
            return ColumnType.BOOL;
        }

        @Override
        public Vector evaluate(Frame frame, Mask wanted) {
            LongVector values = (LongVector) of.evaluate(frame, wanted);
            for (int row = 0; row < frame.count(); row++) {
                if (!values.nulls().get(row) && values.values[row] == 3) {
                    throw new IndexOutOfBoundsException("at a three");
                }
            }
            return new LongVector();
        }
    }

    @Test
    void anOperatorThatBreaksItIsShownByTheFewestRows() {
        Law law = Law.of(ROWS, random -> Domain.row(random, ROWS), CircuitBuilder::distinct, Expected::new);
        AssertionError error = (AssertionError) catchThrowable(() -> law.holds(5));
        assertThat(error).hasMessageContaining("seed ").hasMessageContaining("came to");
        String after = error.getMessage().substring(error.getMessage().indexOf("\nafter "));
        assertThat(after.split("Change\\[", -1)).as(after).hasSizeBetween(2, 3);
        long seed = Long.parseLong(error.getMessage().split("[ :]", 3)[1]);
        assertThatThrownBy(() -> law.holdsFor(seed)).hasMessage(error.getMessage());
    }

    @Test
    void anOperatorThatThrowsIsShownByTheFewestRows() {
        Law law = Law.of(
                ROWS,
                random -> Domain.row(random, ROWS),
                (builder, in) -> builder.filter(in, new Broken(Law.column(ROWS, 0))),
                in -> new Expected(new ZSet()));
        assertThatThrownBy(() -> law.holds(5))
                .hasMessageMatching(
                        "(?s)seed -?\\d+: .*at a three\nafter \\[\\[Change\\[[^\\[]*\\[values=\\[3, [^\\[]*")
                .hasRootCauseInstanceOf(IndexOutOfBoundsException.class);
    }
}
