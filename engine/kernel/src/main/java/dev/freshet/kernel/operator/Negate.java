package dev.freshet.kernel.operator;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import java.util.List;

/**
 * The rows with the opposite weights; with {@link Union} the difference of two Z-sets. Linear: Δ(−A) = −ΔA, so that nothing is held.
 *
 * <p>Confined to its circuit's thread.
 */
public record Negate(RowLayout layout) implements Operator {
    @Override
    public void tick(List<Batch> inputs, Batch out, ErrorLedger errors) {
        out.appendNegated(inputs.getFirst());
    }

    @Override
    public String describe() {
        return "negate";
    }
}
