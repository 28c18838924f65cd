package dev.freshet.kernel.operator;

import dev.freshet.kernel.circuit.CircuitBuilder;
import dev.freshet.kernel.operator.Law.Expected;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.ColumnType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DistinctTest {
    private static void holds(RowLayout layout) {
        law(layout).holds(40);
    }

    private static Law law(RowLayout layout) {
        return Law.of(
                layout, random -> Domain.row(random, layout), CircuitBuilder::distinct, in -> reference(layout, in));
    }

    private static Expected reference(RowLayout layout, ZSet in) {
        int[] all = IntStream.range(0, layout.width()).toArray();
        Map<List<@Nullable Object>, Row> shown = new HashMap<>();
        in.forEach((row, weight) -> shown.merge(
                SqlEquality.canonical(layout, row, all),
                row,
                (a, b) -> SqlEquality.byImage(layout).compare(a, b) <= 0 ? a : b));
        ZSet out = new ZSet();
        shown.values().forEach(row -> out.add(row, 1));
        return new Expected(out);
    }

    @Test
    void ofRowsThatAreTheirImages() {
        holds(Domain.layout(ColumnType.INT4, ColumnType.TEXT));
        holds(Domain.layout(ColumnType.BOOL, Domain.CENTS, ColumnType.INT8));
        holds(Domain.layout(ColumnType.UUID));
    }

    /** More rows a tick than a block of the group table takes. */
    @Test
    void ofManyRowsATick() {
        law(Domain.layout(ColumnType.INT4, ColumnType.TEXT, Domain.CENTS))
                .size(6, 2000)
                .holds(4);
        law(Domain.layout(ColumnType.NUMERIC, ColumnType.INT4)).size(6, 2000).holds(4);
    }

    @Test
    void ofRowsOfSeveralImages() {
        holds(Domain.layout(ColumnType.NUMERIC));
        holds(Domain.layout(ColumnType.FLOAT8, Domain.PADDED));
        holds(Domain.layout(ColumnType.INTERVAL, ColumnType.BOOL));
    }
}
