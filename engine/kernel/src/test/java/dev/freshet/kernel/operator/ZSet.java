package dev.freshet.kernel.operator;

import dev.freshet.kernel.row.Batch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/** The slow obvious Z-set: rows to weights, none of them zero. */
public final class ZSet {
    private final Map<Row, Long> weights = new LinkedHashMap<>();

    public ZSet add(Row row, long weight) {
        weights.merge(row, weight, (a, b) -> a + b);
        weights.remove(row, 0L);
        return this;
    }

    public ZSet add(Batch batch) {
        for (int row = 0; row < batch.size(); row++) {
            add(Row.read(batch.layout(), batch.bytes(), batch.start(row)), batch.weight(row));
        }
        return this;
    }

    /** The sum of a batch. */
    public static ZSet of(Batch batch) {
        return new ZSet().add(batch);
    }

    public void forEach(BiConsumer<Row, Long> consumer) {
        weights.forEach(consumer);
    }

    public Map<Row, Long> weights() {
        return weights;
    }

    boolean isBag() {
        return weights.values().stream().allMatch(weight -> weight > 0);
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof ZSet that && weights.equals(that.weights);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(weights);
    }

    @Override
    public String toString() {
        return weights.toString();
    }
}
