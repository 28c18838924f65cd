package dev.freshet.kernel.operator;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import java.util.List;

/**
 * {@code UNION ALL}. Linear: Δ(A + B) = ΔA + ΔB, so that nothing is held.
 *
 * <p>Confined to its circuit's thread.
 */
public record Union(RowLayout layout) implements Operator {
    @Override
    public void tick(List<Batch> inputs, Batch out, ErrorLedger errors) {
        inputs.forEach(out::appendAll);
    }

    @Override
    public String describe() {
        return "union all";
    }
}
