package dev.freshet.kernel.operator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.kernel.circuit.CircuitBuilder;
import dev.freshet.kernel.operator.Law.Expected;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.type.ColumnType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilterMapTest {
    private static final RowLayout IN =
            Domain.layout(ColumnType.INT8, ColumnType.INT4, ColumnType.NUMERIC, ColumnType.TEXT);
    private static final RowLayout OUT =
            Domain.layout(ColumnType.TEXT, ColumnType.INT8, ColumnType.INT8, ColumnType.NUMERIC);

    /** 100 divided by a column; a stand-in of a few lines for what may err. */
    private record Quotient(Expression divisor, LongVector result) implements Expression {
        Quotient(Expression divisor) {
            this(divisor, new LongVector());
        }

        @Override
        public ColumnType type() {
            return ColumnType.INT8;
        }

        @Override
        public Vector evaluate(Frame frame, Mask wanted) {
            LongVector divisors = (LongVector) divisor.evaluate(frame, wanted);
            result.nulls().copy(divisors.nulls());
            for (int row = wanted.next(0); row >= 0; row = wanted.next(row + 1)) {
                if (divisors.nulls().get(row)) {
                    continue;
                }
                if (divisors.values[row] == 0) {
                    frame.fail(row, EvaluationError.DIVISION_BY_ZERO);
                } else {
                    result.values[row] = 100 / divisors.values[row];
                }
            }
            return result;
        }

        @Override
        public String toString() {
            return "100 / " + divisor;
        }
    }

    /** Whether an expression is above 0. */
    private record Positive(Expression of, LongVector result) implements Expression {
        Positive(Expression of) {
            this(of, new LongVector());
        }

        @Override
        public ColumnType type() {
            return ColumnType.BOOL;
        }

        @Override
        public Vector evaluate(Frame frame, Mask wanted) {
            LongVector values = (LongVector) of.evaluate(frame, wanted);
            result.nulls().copy(values.nulls());
            for (int row = 0; row < frame.count(); row++) {
                result.values[row] = values.values[row] > 0 ? 1 : 0;
            }
            return result;
        }

        @Override
        public String toString() {
            return of + " > 0";
        }
    }

    private static Expression column(int column) {
        return Law.column(IN, column);
    }

    @Test
    void filterKeepsRowsAsTheyAre() {
        Law.of(
                        IN,
                        random -> Domain.row(random, IN),
                        (builder, in) -> builder.filter(in, new Positive(new Quotient(column(1)))),
                        in -> expected(in, true, false))
                .size(8, 700)
                .holds(20);
    }

    @Test
    void filterMapEvaluatesOnlyWhatIsKept() {
        Law.of(
                        IN,
                        random -> Domain.row(random, IN),
                        (builder, in) -> builder.filterMap(
                                in,
                                Optional.of(new Positive(new Quotient(column(1)))),
                                List.of(column(3), new Quotient(column(0)), column(0), column(2)),
                                OUT),
                        in -> expected(in, true, true))
                .size(8, 700)
                .holds(20);
    }

    @Test
    void mapMakesARowOfEach() {
        Law.of(
                        IN,
                        random -> Domain.row(random, IN),
                        (builder, in) ->
                                builder.map(in, List.of(column(3), new Quotient(column(0)), column(0), column(2)), OUT),
                        in -> expected(in, false, true))
                .holds(40);
    }

    private static Expected expected(ZSet in, boolean filters, boolean maps) {
        ZSet rows = new ZSet();
        Map<EvaluationError, Long> errors = new HashMap<>();
        in.forEach((row, weight) -> {
            Object divisor = row.get(1);
            if (filters && divisor == null) {
                return;
            }
            boolean errs = filters && divisor.equals(0L);
            if (!errs && filters && 100 / (Long) divisor <= 0) {
                return;
            }
            errs |= maps && Long.valueOf(0).equals(row.get(0));
            if (errs) {
                errors.merge(EvaluationError.DIVISION_BY_ZERO, weight, Long::sum);
            } else if (maps) {
                Object quotient = row.get(0) == null ? null : (Long) (100 / (Long) row.get(0));
                rows.add(Row.of(row.get(3), quotient, row.get(0), row.get(2)), weight);
            } else {
                rows.add(row, weight);
            }
        });
        return new Expected(rows, errors);
    }

    @Test
    void refusesWhatDoesNotFit() {
        CircuitBuilder builder = new CircuitBuilder(1);
        CircuitBuilder.Stream in = builder.input("in", IN);
        assertThatThrownBy(() -> builder.filter(in, column(1))).hasMessageContaining("not of kind BOOL");
        assertThatThrownBy(() -> builder.map(in, List.of(column(1)), OUT)).hasMessageContaining("1 values");
        assertThatThrownBy(() -> builder.map(in, List.of(column(1)), Domain.layout(ColumnType.INT8)))
                .hasMessageContaining("not of kind INT8");
        assertThatThrownBy(() -> builder.input("in", OUT)).hasMessageContaining("two layouts");
    }
}
