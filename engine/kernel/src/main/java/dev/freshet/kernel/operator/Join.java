package dev.freshet.kernel.operator;

import dev.freshet.kernel.arrangement.Arrangement;
import dev.freshet.kernel.arrangement.RowKey;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import java.util.Arrays;
import java.util.List;

/**
 * The inner join: every pair of a left and a right row whose keys are equal, with the product of their weights; a key with a NULL has no
 * equal, and no columns are equal always (the cross join). Bilinear: Δ(L ⋈ R) = ΔL ⋈ R + L ⋈ ΔR + ΔL ⋈ ΔR, which is ΔL ⋈ R before this
 * tick and then (L + ΔL) ⋈ ΔR.
 *
 * <p>Holds both sides, without the rows whose key has a NULL. A product that does not fit 64 bits throws {@link ArithmeticException}.
 * Confined to its circuit's thread.
 */
public final class Join implements Operator {
    private final RowKey leftKey;
    private final RowKey rightKey;
    private final Arrangement left;
    private final Arrangement right;
    private final SideBySide pairs;

    /**
     * @param out the left columns, then the right ones
     * @throws IllegalArgumentException if the keys are not comparable column by column
     */
    public Join(RowKey leftKey, RowKey rightKey, RowLayout out, long leftSeed, long rightSeed) {
        if (!leftKey.comparable(rightKey)) {
            throw new IllegalArgumentException("not comparable: " + leftKey + " and " + rightKey);
        }
        this.leftKey = leftKey;
        this.rightKey = rightKey;
        left = new Arrangement(leftKey.layout(), leftKey, leftSeed);
        right = new Arrangement(rightKey.layout(), rightKey, rightSeed);
        pairs = new SideBySide(leftKey.layout(), rightKey.layout(), out);
    }

    @Override
    public RowLayout layout() {
        return pairs.layout();
    }

    @Override
    public void tick(List<Batch> inputs, Batch out, ErrorLedger errors) {
        Batch leftDelta = withoutNullKeys(inputs.get(0), leftKey);
        Batch rightDelta = withoutNullKeys(inputs.get(1), rightKey);
        right.joinBatch(leftDelta, leftKey, (row, bytes, at, length, weight) -> {
            int start = leftDelta.start(row);
            long product = Math.multiplyExact(leftDelta.weight(row), weight);
            pairs.append(leftDelta.bytes(), start, leftDelta.end(row) - start, bytes, at, length, product, out);
        });
        left.applyBatch(leftDelta);
        left.joinBatch(rightDelta, rightKey, (row, bytes, at, length, weight) -> {
            int start = rightDelta.start(row);
            long product = Math.multiplyExact(rightDelta.weight(row), weight);
            pairs.append(bytes, at, length, rightDelta.bytes(), start, rightDelta.end(row) - start, product, out);
        });
        right.applyBatch(rightDelta);
    }

    private static Batch withoutNullKeys(Batch delta, RowKey key) {
        int row = 0;
        while (row < delta.size() && !key.hasNull(delta.bytes(), delta.start(row))) {
            row++;
        }
        if (row == delta.size()) {
            return delta;
        }
        Batch rest = new Batch(delta.layout(), delta.size(), delta.byteLength());
        for (int i = 0; i < delta.size(); i++) {
            int start = delta.start(i);
            if (i < row || !key.hasNull(delta.bytes(), start)) {
                rest.append(delta.bytes(), start, delta.end(i) - start, delta.weight(i));
            }
        }
        return rest;
    }

    @Override
    public StateSize state() {
        return new StateSize(left.rows(), left.bytes()).plus(new StateSize(right.rows(), right.bytes()));
    }

    @Override
    public String describe() {
        return leftKey.columns().length == 0 ? "cross join" : "join on " + names(leftKey) + " = " + names(rightKey);
    }

    private static List<String> names(RowKey key) {
        return Arrays.stream(key.columns())
                .mapToObj(column -> key.layout().columns().get(column).name())
                .toList();
    }
}
